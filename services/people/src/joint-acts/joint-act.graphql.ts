import { dateIn, InvalidInput, NotAllowed, NotFound, NotSignedIn, IdempotencyKeyReused } from "@linli/kernel";
import { Alliance, AllianceSeat } from "../alliances/alliance.graphql.ts";
import { builder } from "../builder.ts";
import { recordJointAct } from "./joint-act.actions.ts";
import {
  jointWorkPeriods,
  type JointWorkPeriod as Period,
  type jointWorks,
  mostPeriods,
} from "./joint-act.rules.ts";

const JointAct = builder.drizzleObject("jointActs", {
  name: "JointAct",
  description: "Something that seats of an alliance organized together (组织共建).",
  isTypeOf: (value) => value instanceof Object && "heldOn" in value,
  select: { columns: { id: true, heldOn: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    heldOn: t.expose("heldOn", { type: "Date", description: "When it was (日期)." }),
    description: t.exposeString("description", { description: "What it was (内容)." }),
    seats: t.relation("seats", {
      type: AllianceSeat,
      description: "Who took part, two at least (参与席位).",
      query: { orderBy: { position: "asc" } },
    }),
  }),
});

const JointWork = builder.enumType("JointWork", {
  description: "What an alliance does together (共建共享共做).",
  values: {
    ORGANIZING: { description: "Organizing (组织共建)." },
    RESOURCE: { description: "Sharing a resource (资源共享)." },
    PROJECT: { description: "A project (实事共做)." },
  } satisfies Record<(typeof jointWorks)[number], object>,
});

const JointWorkPeriod = builder.objectRef<Period>("JointWorkPeriod").implement({
  description: "A period of an alliance, and whether it was organized together in it (共建周期).",
  fields: (t) => ({
    startsOn: t.expose("startsOn", { type: "Date", description: "Its first day (开始日期)." }),
    endsOn: t.expose("endsOn", { type: "Date", description: "The day after its last (截止日期)." }),
    acts: t.exposeInt("acts", { description: "Joint organizing acts in it (组织共建次数)." }),
    missing: t.expose("missing", {
      type: [JointWork],
      description: "What is known here to be missing; resources and projects are judged elsewhere (缺项).",
    }),
  }),
});

builder.drizzleObjectFields(Alliance, (t) => ({
  jointActs: t.relatedConnection("jointActs", {
    type: JointAct,
    description: "What its seats organized together, the latest first (组织共建).",
    totalCount: true,
    query: { orderBy: { heldOn: "desc", id: "desc" } },
  }),
  jointWork: t.field({
    type: [JointWorkPeriod],
    description: `Period by period, the latest ${mostPeriods} first: what was done together, what is missing (共建情况).`,
    select: {
      columns: { formedOn: true, dissolvedOn: true },
      with: { everyJointAct: { columns: { heldOn: true } } },
    },
    resolve: ({ everyJointAct, ...alliance }, _args, { now, policies }) =>
      jointWorkPeriods(alliance, everyJointAct, dateIn(now()), policies.jointWorkMonths),
  }),
}));

const NewJointAct = builder.inputType("NewJointAct", {
  description: "What seats organized together (组织共建).",
  fields: (t) => ({
    heldOn: t.field({ type: "Date", required: true, description: "When: today at the latest (日期)." }),
    description: t.string({ required: true, description: "What, 1 to 500 characters (内容)." }),
    seatIds: t.idList({ required: true, description: "Who took part: two seats at least (参与席位)." }),
    idempotencyKey: t.string({
      required: true,
      description: "8 to 100 characters, new for each wish (请求键).",
    }),
  }),
});

builder.mutationField("recordJointAct", (t) =>
  t.errorUnionField({
    description: "Notes what seats of an alliance organized together (登记组织共建).",
    types: [JointAct, NotSignedIn, NotAllowed, NotFound, InvalidInput, IdempotencyKeyReused],
    union: { name: "RecordJointActResult", description: "The act, or why not (结果)." },
    args: {
      allianceId: t.arg.id({ required: true, description: "The alliance (联盟编号)." }),
      input: t.arg({ type: NewJointAct, required: true, description: "What it was (内容)." }),
    },
    resolve: (_root, { allianceId, input }, context) => recordJointAct(context, allianceId, input),
  }),
);
