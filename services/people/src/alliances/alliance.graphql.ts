import { dateIn } from "@linli/kernel";
import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { representativeOn } from "../chair-terms/chair-grant.rules.ts";
import { chairHistory, historyOf } from "../chair-terms/chair-history.rules.ts";
import { turnCounts } from "../chair-terms/chair.rules.ts";
import { isTakenOn } from "../chair-terms/turn.rules.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { type alliancePatterns, patternOf, type seatKinds } from "./alliance.rules.ts";

const SeatKind = builder.enumType("AllianceSeatKind", {
  description: "What a seat stands for (席位类型).",
  values: {
    BASE: { description: "The grassroots league organization at the base (基层团组织)." },
    PARTNER: { description: "A partner from industry or enterprise (行业、企业团组织)." },
  } satisfies Record<(typeof seatKinds)[number], object>,
});

const AlliancePattern = builder.enumType("AlliancePattern", {
  description: "How many partners stand beside the base (联盟模式).",
  values: {
    ONE_PLUS_ONE: { description: "One partner (“1+1”)." },
    ONE_PLUS_N: { description: "Several partners (“1+N”)." },
  } satisfies Record<(typeof alliancePatterns)[number], object>,
});

/** The same for everything that is asked about who chairs an alliance, so that it is selected once. */
const ofItsAlliance = { columns: { id: true, allianceId: true }, with: { alliance: chairHistory } } as const;

export const AllianceSeat = builder.drizzleObject("allianceSeats", {
  name: "AllianceSeat",
  description: "The seat of a league organization in an alliance (联盟席位).",
  isTypeOf: (value) => value instanceof Object && "joinedOn" in value,
  select: { columns: { id: true, joinedOn: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    organization: t.relation("organization", { description: "Whose seat it is (团组织)." }),
    kind: t.expose("kind", { type: SeatKind, description: "What it stands for (席位类型)." }),
    position: t.exposeInt("position", { description: "The order of admission, from 1 (次序)." }),
    joinedOn: t.expose("joinedOn", { type: "Date", description: "Its first day (加入日期)." }),
    leftOn: t.expose("leftOn", {
      type: "Date",
      nullable: true,
      description: "The day after its last; null: it stays (退出日期).",
    }),
    representative: t.field({
      type: Person,
      nullable: true,
      description:
        "Who speaks for it today, and chairs in its turn; null while that post is vacant (席位代表).",
      select: {
        columns: { id: true },
        with: {
          adminPosts: {
            columns: { id: true },
            with: { memberships: { columns: { id: true, personId: true, startsOn: true, endsOn: true } } },
          },
        },
      },
      resolve: ({ adminPosts }, _args, context, info) => {
        const held = adminPosts.flatMap(({ memberships }) => memberships);
        return loadPerson(representativeOn(held, dateIn(context.now()))?.personId, context, info);
      },
    }),
    turnsTaken: t.int({
      description: "Turns as chair begun by now, own or in exchange (已轮值次数).",
      select: ofItsAlliance,
      resolve: ({ id, alliance }, _args, { now }) => turnCounts(historyOf(alliance), now()).get(id)!.taken,
    }),
    turnsSkipped: t.int({
      description: "Turns given up by now (轮空次数).",
      select: ofItsAlliance,
      resolve: ({ id, alliance }, _args, { now }) => turnCounts(historyOf(alliance), now()).get(id)!.skipped,
    }),
    turnsActed: t.int({
      description: "Times by now that it stood in for the chair (代理次数).",
      select: ofItsAlliance,
      resolve: ({ id, alliance }, _args, { now }) => turnCounts(historyOf(alliance), now()).get(id)!.acted,
    }),
  }),
});
entity(builder, AllianceSeat, "allianceSeats");

export const Alliance = builder.drizzleObject("alliances", {
  name: "Alliance",
  description:
    "An organization as an alliance of one grassroots league organization and its partners (团建联盟).",
  isTypeOf: (value) => value instanceof Object && "formedOn" in value,
  select: { columns: { id: true, formedOn: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "The organization's id (编号)." }),
    organization: t.relation("organization", { description: "The alliance as an organization (组织)." }),
    formedOn: t.expose("formedOn", { type: "Date", description: "Its first day (成立日期)." }),
    dissolvedOn: t.expose("dissolvedOn", {
      type: "Date",
      nullable: true,
      description: "The day after its last; null: it stands (解散日期).",
    }),
    pattern: t.field({
      type: AlliancePattern,
      nullable: true,
      description: "1+1 or 1+N, by the partners of today; null while it does not stand (联盟模式).",
      select: chairHistory,
      resolve: ({ everSeated }, _args, { now }) => {
        const today = dateIn(now());
        return patternOf(
          everSeated.filter((seat) => seat.kind === "PARTNER" && isTakenOn(seat, today)).length,
        );
      },
    }),
    seats: t.field({
      type: [AllianceSeat],
      description: "The seats taken on a day, in the order of admission (席位).",
      args: { asOf: t.arg({ type: "Date", description: "The day; today unless said (日期)." }) },
      select: ({ asOf }, { now }, nested) => {
        const day = asOf ?? dateIn(now());
        return {
          columns: { id: true },
          with: {
            seats: nested({
              where: { joinedOn: { lte: day }, OR: [{ leftOn: { isNull: true } }, { leftOn: { gt: day } }] },
              orderBy: { position: "asc" },
            }),
          },
        };
      },
      resolve: ({ seats }) => seats,
    }),
  }),
});
entity(builder, Alliance, "alliances");

builder.drizzleObjectField(Organization, "alliance", (t) =>
  t.relation("alliance", {
    nullable: true,
    description: "What makes it an alliance; null for any other organization (团建联盟).",
  }),
);
