import { dateIn, IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { WrongState } from "../changes/transition.errors.ts";
import { PostNotThere, PostTaken } from "../memberships/membership.errors.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { AlreadyRecommended, OwnRecommendation, SelfRecommendation } from "../placements/placement.errors.ts";
import { Viewer } from "../viewer/viewer.graphql.ts";
import {
  confirmCrossAppointment,
  declareConflictOfInterest,
  declineCrossAppointment,
  endCrossAppointment,
  mustSeeCrossAppointments,
  recommendCrossAppointment,
  withdrawCrossAppointment,
} from "./cross-appointment.actions.ts";
import { DeclarationMissing, NotActive, NotInTwoCommittees } from "./cross-appointment.errors.ts";
import { crossAppointmentState, type crossAppointmentStates, termOf } from "./cross-appointment.rules.ts";

const CrossAppointmentState = builder.enumType("CrossAppointmentState", {
  description: "Where a cross-appointment stands (交叉任职状态).",
  values: {
    RECOMMENDED: { description: "Waits for the body that receives (已推荐)." },
    CONFIRMED: { description: "Confirmed, not begun (已确认)." },
    ACTIVE: { description: "In force (任职中)." },
    ENDED: { description: "Over (已结束)." },
    DECLINED: { description: "Not wanted by the body or the candidate (已婉拒)." },
    WITHDRAWN: { description: "Taken back (已撤回)." },
  } satisfies Record<(typeof crossAppointmentStates)[number], object>,
});

const CrossAppointment = builder.drizzleObject("crossAppointments", {
  name: "CrossAppointment",
  description:
    "A member of the two committees who also serves in an owners' committee or property company (交叉任职).",
  isTypeOf: (value) => value instanceof Object && "basisPostId" in value,
  select: { columns: { id: true, basisPostId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    state: t.field({
      type: CrossAppointmentState,
      description: "Where it stands, by confirmation and clock (状态).",
      select: {
        columns: { state: true, startsOn: true, endsOn: true },
        with: { membership: { columns: { startsOn: true, endsOn: true } } },
      },
      resolve: (appointment, _args, { now }) =>
        crossAppointmentState(
          { ...appointment, ...termOf(appointment, appointment.membership) },
          dateIn(now()),
        ),
    }),
    person: t.field({
      type: Person,
      nullable: true,
      description: "The candidate (候选人).",
      select: { columns: { personId: true } },
      resolve: ({ personId }, _args, context, info) => loadPerson(personId, context, info),
    }),
    basisPost: t.relation("basisPost", { description: "The post in the two committees (“两委”岗位)." }),
    post: t.relation("post", { description: "The post at the body that receives (兼任岗位)." }),
    startsOn: t.expose("startsOn", { type: "Date", description: "When it begins (任期开始)." }),
    endsOn: t.field({
      type: "Date",
      nullable: true,
      description: "The day after the last; null: without an end (任期结束).",
      select: {
        columns: { startsOn: true, endsOn: true },
        with: { membership: { columns: { startsOn: true, endsOn: true } } },
      },
      resolve: (appointment) => termOf(appointment, appointment.membership).endsOn,
    }),
    declaredAt: t.expose("declaredAt", {
      type: "DateTime",
      nullable: true,
      description: "When the candidate declared conflicts of interest; null until then (利益冲突申报时间).",
    }),
    declaration: t.exposeString("declaration", {
      nullable: true,
      description: "What the candidate declared (利益冲突申报).",
    }),
  }),
});

builder.objectField(Viewer, "crossAppointments", (t) =>
  t.drizzleField({
    type: [CrossAppointment],
    description: "The viewer's own cross-appointments, the latest first (我的交叉任职).",
    resolve: (query, { id }, _args, { db }) =>
      db.query.crossAppointments.findMany(
        query({ where: { personId: id }, orderBy: { recommendedAt: "desc", id: "asc" } }),
      ),
  }),
);

builder.queryField("crossAppointments", (t) =>
  t.drizzleConnection({
    type: CrossAppointment,
    nullable: true,
    description: "Cross-appointments to a body, for it and for those who recommend there (交叉任职列表).",
    args: { organizationId: t.arg.id({ required: true, description: "The body's id (组织编号)." }) },
    resolve: async (query, _root, { organizationId }, context) => {
      await mustSeeCrossAppointments(context, organizationId);
      return context.db.query.crossAppointments.findMany(
        query({
          columns: { id: true, basisPostId: true },
          where: { post: { organizationId } },
          orderBy: { recommendedAt: "desc", id: "asc" },
        }),
      );
    },
  }),
);

refusalTypes(builder, UserError, [
  [NotInTwoCommittees, "The person holds no post in the two committees there (非“两委”成员)."],
  [DeclarationMissing, "The candidate has not declared conflicts of interest (未申报利益冲突)."],
  [NotActive, "Not confirmed, or over (不在任)."],
]);

const RecommendCrossAppointmentInput = builder.inputType("RecommendCrossAppointmentInput", {
  description: "A recommendation of a member of the two committees (推荐兼任).",
  fields: (t) => ({
    personId: t.id({ required: true, description: "Who (候选人)." }),
    postId: t.id({ required: true, description: "For which post of the body that receives (兼任岗位)." }),
    startsOn: t.field({ type: "Date", required: true, description: "When it begins (任期开始)." }),
    endsOn: t.field({ type: "Date", description: "The day after the last; none unless given (任期结束)." }),
    idempotencyKey: t.string({
      required: true,
      description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
    }),
  }),
});

builder.mutationField("recommendCrossAppointment", (t) =>
  t.errorUnionField({
    description: "Recommends a member of the two committees for a post elsewhere (推荐交叉任职).",
    types: [
      CrossAppointment,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      SelfRecommendation,
      NotInTwoCommittees,
      AlreadyRecommended,
      IdempotencyKeyReused,
    ],
    union: { name: "RecommendCrossAppointmentResult", description: "The recommendation, or why not (结果)." },
    args: {
      input: t.arg({
        type: RecommendCrossAppointmentInput,
        required: true,
        description: "The recommendation (推荐).",
      }),
    },
    resolve: (_root, { input }, context) => recommendCrossAppointment(context, input),
  }),
);

const appointmentId = { required: true, description: "The cross-appointment's id (交叉任职编号)." } as const;

builder.mutationField("declareConflictOfInterest", (t) =>
  t.errorUnionField({
    description: "Declares conflicts of interest, or that there are none, by the candidate (申报利益冲突).",
    types: [CrossAppointment, NotSignedIn, NotAllowed, NotFound, InvalidInput, WrongState],
    union: { name: "DeclareConflictOfInterestResult", description: "The appointment, or why not (结果)." },
    args: {
      id: t.arg.id(appointmentId),
      declaration: t.arg.string({ required: true, description: "1 to 2,000 characters (申报内容)." }),
    },
    resolve: (_root, { id, declaration }, context) => declareConflictOfInterest(context, id, declaration),
  }),
);
builder.mutationField("confirmCrossAppointment", (t) =>
  t.errorUnionField({
    description: "Confirms a cross-appointment, by the body that receives alone (确认交叉任职).",
    types: [
      CrossAppointment,
      NotSignedIn,
      NotAllowed,
      NotFound,
      OwnRecommendation,
      WrongState,
      DeclarationMissing,
      NotInTwoCommittees,
      PostTaken,
      PostNotThere,
    ],
    union: { name: "ConfirmCrossAppointmentResult", description: "The appointment, or why not (结果)." },
    args: { id: t.arg.id(appointmentId) },
    resolve: (_root, { id }, context) => confirmCrossAppointment(context, id),
  }),
);
builder.mutationField("declineCrossAppointment", (t) =>
  t.errorUnionField({
    description: "Declines, by the candidate or the body that would receive (婉拒交叉任职).",
    types: [CrossAppointment, NotSignedIn, NotAllowed, NotFound, WrongState],
    union: { name: "DeclineCrossAppointmentResult", description: "The appointment, or why not (结果)." },
    args: { id: t.arg.id(appointmentId) },
    resolve: (_root, { id }, context) => declineCrossAppointment(context, id),
  }),
);
builder.mutationField("withdrawCrossAppointment", (t) =>
  t.errorUnionField({
    description: "Takes a recommendation back (撤回交叉任职推荐).",
    types: [CrossAppointment, NotSignedIn, NotAllowed, NotFound, WrongState],
    union: { name: "WithdrawCrossAppointmentResult", description: "The appointment, or why not (结果)." },
    args: { id: t.arg.id(appointmentId) },
    resolve: (_root, { id }, context) => withdrawCrossAppointment(context, id),
  }),
);
builder.mutationField("endCrossAppointment", (t) =>
  t.errorUnionField({
    description: "Ends a cross-appointment today, and its membership with it (结束交叉任职).",
    types: [CrossAppointment, NotSignedIn, NotAllowed, NotFound, NotActive],
    union: { name: "EndCrossAppointmentResult", description: "The appointment, or why not (结果)." },
    args: { id: t.arg.id(appointmentId) },
    resolve: (_root, { id }, context) => endCrossAppointment(context, id),
  }),
);
