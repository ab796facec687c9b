import { Alliance, AllianceSeat } from "../alliances/alliance.graphql.ts";
import type { allianceSeats } from "../alliances/alliance.table.ts";
import { builder } from "../builder.ts";
import { chairHistory, historyOf } from "./chair-history.rules.ts";
import {
  askable,
  chairAt,
  type ChairTerm as Term,
  type chairTermKinds,
  type chairTermStatuses,
  mostTerms,
  statusOf,
  termsAsked,
} from "./chair.rules.ts";
import { type Fairness, fairnessAt } from "./fairness.rules.ts";
import { RotationKind } from "./rotation.graphql.ts";
import { type rotationKinds, type RotationPolicy as Policy } from "./rotation.rules.ts";

type SeatRow = typeof allianceSeats.$inferSelect;

const ChairTermKind = builder.enumType("ChairTermKind", {
  description: "How a seat comes to chair (任期类型).",
  values: {
    REGULAR: { description: "By rotation (正常轮值)." },
    SWAPPED: { description: "In exchange with another seat (换班)." },
    ACTING: { description: "In the chair's stead, who left or is away (代理)." },
  } satisfies Record<(typeof chairTermKinds)[number], object>,
});

const ChairTermStatus = builder.enumType("ChairTermStatus", {
  description: "Where a term stands by the clock (任期状态).",
  values: {
    SCHEDULED: { description: "It begins later (待开始)." },
    ACTIVE: { description: "It runs (进行中)." },
    ENDED: { description: "It is over (已结束)." },
  } satisfies Record<(typeof chairTermStatuses)[number], object>,
});

const RotationPolicy = builder
  .objectRef<Policy & { kind: (typeof rotationKinds)[number] }>("RotationPolicy")
  .implement({
    description: "How the chair rotates, in terms that begin after it was decided (轮值办法).",
    fields: (t) => ({
      kind: t.expose("kind", { type: RotationKind, description: "By month, quarter-year or date (方式)." }),
      termMonths: t.exposeInt("termMonths", {
        description: "Months of a term; by date, of those after the last date (任期月数).",
      }),
      startDates: t.field({
        type: ["Date"],
        description: "By date, the first days of terms (轮值起始日).",
        resolve: ({ startDates }) => [...startDates],
      }),
      decidedAt: t.expose("decidedAt", { type: "DateTime", description: "When it was decided (决定时间)." }),
    }),
  });

const ChairTerm = builder.objectRef<Term<SeatRow>>("ChairTerm").implement({
  description: "A time during which one seat presides over an alliance (主席任期).",
  fields: (t) => ({
    seat: t.field({
      type: AllianceSeat,
      description: "Who presides (主席席位).",
      resolve: ({ seat }) => seat,
    }),
    kind: t.expose("kind", { type: ChairTermKind, description: "How it comes to (类型)." }),
    status: t.field({
      type: ChairTermStatus,
      description: "Where it stands now (状态).",
      resolve: (term, _args, { now }) => statusOf(term, now()),
    }),
    from: t.expose("from", { type: "DateTime", description: "It begins (开始时间)." }),
    until: t.expose("until", { type: "DateTime", description: "It ends before this (截止时间)." }),
    round: t.int({
      description: "The round, from 1: each seat has one turn a round (轮次).",
      resolve: ({ turn }) => turn.round,
    }),
    inPlaceOf: t.field({
      type: AllianceSeat,
      nullable: true,
      description: "While one is acting: whose turn it is (被代理席位).",
      resolve: ({ seat, turn }) => (seat === turn.seat ? null : turn.seat),
    }),
    passedOver: t.field({
      type: [AllianceSeat],
      description: "Those whose turn was due before, and was given up (轮空席位).",
      resolve: ({ turn }) => turn.passedOver.map(({ seat }) => seat),
    }),
  }),
});

const ChairFairness = builder.objectRef<Fairness<SeatRow>>("ChairFairness").implement({
  description: "How evenly the turns of an alliance fall (轮值均衡).",
  fields: (t) => ({
    round: t.exposeInt("round", { description: "The round that runs, from 1 (当前轮次)." }),
    toCome: t.field({
      type: [AllianceSeat],
      description: "Those whose turn in this round is still to come, in order (本轮待轮值席位).",
      resolve: ({ toCome }) => [...toCome],
    }),
    spread: t.exposeInt("spread", {
      description:
        "By how many turns, taken or given up, two seats differ at most, since the later one's first round: 0 or 1 (最大差距).",
    }),
  }),
});

builder.drizzleObjectFields(Alliance, (t) => ({
  chair: t.field({
    type: ChairTerm,
    nullable: true,
    description: "The one term that runs at a time; null while the alliance does not stand (主席).",
    args: { at: t.arg({ type: "DateTime", description: "The time; now unless said (时间)." }) },
    select: chairHistory,
    resolve: (row, { at }, { now }) => chairAt(historyOf(row), askable(at ?? now(), now())),
  }),
  chairTerms: t.field({
    type: [ChairTerm],
    description: `Past and coming terms that overlap a stretch of time, in order; ${mostTerms} at most (轮值表).`,
    args: {
      from: t.arg({ type: "DateTime", required: true, description: "From here (开始时间)." }),
      until: t.arg({ type: "DateTime", required: true, description: "Up to, not including (截止时间)." }),
    },
    select: chairHistory,
    resolve: (row, { from, until }, { now }) => termsAsked(historyOf(row), from, askable(until, now())),
  }),
  rotationPolicy: t.field({
    type: RotationPolicy,
    description: "How the chair rotates from the next term on (轮值办法).",
    select: chairHistory,
    resolve: ({ policies }) => policies.at(-1)!,
  }),
  fairness: t.field({
    type: ChairFairness,
    nullable: true,
    description: "How evenly the turns fall; null once the alliance is dissolved (轮值均衡).",
    select: chairHistory,
    resolve: (row, _args, { now }) => fairnessAt(historyOf(row), now()),
  }),
}));
