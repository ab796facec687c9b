import { NotAllowed } from "@linli/kernel";
import { builder } from "../builder.ts";
import { look, noteHome, withSight } from "../people/sight.actions.ts";
import { Place } from "../places/place.graphql.ts";
import { ResidenceStanding, ResidencyVerification } from "../verifications/verification.graphql.ts";
import { standingOf, verificationInForce } from "../verifications/verification.rules.ts";
import type { tenures } from "./residence.rules.ts";

export const Tenure = builder.enumType("Tenure", {
  description: "By what right somebody lives in a home (居住身份).",
  values: {
    OWNER: { description: "Owner (业主)." },
    TENANT: { description: "Tenant (租户)." },
    FAMILY: { description: "Member of the family (家属)." },
  } satisfies Record<(typeof tenures)[number], object>,
});

const withVerifications = {
  columns: {},
  with: { verifications: { columns: { state: true, reportedAt: true, from: true, until: true } } },
} as const;

export const Residence = builder.drizzleObject("residences", {
  name: "Residence",
  description: "Where somebody lives, as far as it was verified (居住信息).",
  isTypeOf: (value) => value instanceof Object && "personId" in value && "tenure" in value,
  select: { columns: { id: true, personId: true, tenure: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    place: t.field({
      type: Place,
      description: "The building; to a worker of its place, who is then named in the access log (楼宇).",
      select: (_args, context, nested) => ({
        columns: {},
        with: {
          place: nested({ with: { path: { columns: { id: true } } } }),
          person: { columns: { id: true, birthDate: true }, extras: withSight(context) },
        },
      }),
      resolve({ person, place }, _args, context) {
        noteHome(context, person, place);
        return place;
      },
    }),
    room: t.string({
      nullable: true,
      description: "The door behind which it is; to others only where it was disclosed to them (室).",
      select: (_args, context) => ({
        columns: {},
        with: {
          household: { columns: { room: true } },
          person: { columns: { id: true, birthDate: true }, extras: withSight(context) },
        },
      }),
      resolve: ({ person, household }, _args, context) => {
        if (look(context, person, "C3", "room") !== "CLEAR")
          throw new NotAllowed("A room shows to those who live there.");
        return household?.room ?? null;
      },
    }),
    tenure: t.expose("tenure", { type: Tenure, description: "By what right (居住身份)." }),
    startsOn: t.expose("startsOn", { type: "Date", description: "Since when (开始日期)." }),
    endsOn: t.expose("endsOn", {
      type: "Date",
      nullable: true,
      description: "The first day on which it no longer was; null while it goes on (结束日期).",
    }),
    standing: t.field({
      type: ResidenceStanding,
      description: "What it counts for now (核验情况).",
      select: withVerifications,
      resolve: ({ verifications }, _args, { now }) => standingOf(verifications, now()),
    }),
    verifiedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "Since when the verification counts that holds now; null without one (核验时间).",
      select: withVerifications,
      resolve: ({ verifications }, _args, { now }) => verificationInForce(verifications, now())?.from ?? null,
    }),
    verifiedUntil: t.field({
      type: "DateTime",
      nullable: true,
      description: "Until when the verification counts that holds now; null without one (核验有效期).",
      select: withVerifications,
      resolve: ({ verifications }, _args, { now }) =>
        verificationInForce(verifications, now())?.until ?? null,
    }),
    verifications: t.relatedConnection("verifications", {
      type: ResidencyVerification,
      description: "All that was asked for and decided about it, the newest first (核验记录).",
      totalCount: true,
      query: { orderBy: { reportedAt: "desc", id: "desc" } },
    }),
  }),
});
