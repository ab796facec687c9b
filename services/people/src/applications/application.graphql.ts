import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { WrongState } from "../changes/transition.errors.ts";
import { AgeUnknown, OwnershipNotVerified, TooOld } from "../councils/council.errors.ts";
import { NotInOwnersCommittee } from "../fellowships/fellowship.errors.ts";
import { PostNotThere } from "../memberships/membership.errors.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { NotResident, SitsInOwnersCommittee } from "../think-tanks/think-tank.errors.ts";
import {
  AdviserKind,
  ContributionKind,
  ExpertField,
  TalentSource,
} from "../think-tanks/think-tank.graphql.ts";
import { Viewer } from "../viewer/viewer.graphql.ts";
import {
  admitApplication,
  declineApplication,
  joinCommitteeFellowship,
  joinThinkTank,
  joinYouthCouncil,
  mustSeeApplications,
  withdrawApplication,
} from "./application.actions.ts";
import { AlreadyApplied, AlreadyMember, OwnApplication, SeatTaken } from "./application.errors.ts";
import { type applicationStates } from "./application.rules.ts";

const ApplicationState = builder.enumType("SeatApplicationState", {
  description: "Where an application for a seat stands (申请状态).",
  values: {
    APPLIED: { description: "Waits for a decision (待审)." },
    ADMITTED: { description: "Admitted: a membership follows (已接纳)." },
    DECLINED: { description: "Not admitted (未接纳)." },
    WITHDRAWN: { description: "Taken back (已撤回)." },
  } satisfies Record<(typeof applicationStates)[number], object>,
});

const SeatApplication = builder.drizzleObject("seatApplications", {
  name: "SeatApplication",
  description: "A wish for a seat in a youth council, think tank or fellowship (席位申请).",
  isTypeOf: (value) => value instanceof Object && "appliedAt" in value,
  select: { columns: { id: true, appliedAt: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    state: t.expose("state", { type: ApplicationState, description: "Where it stands (状态)." }),
    person: t.field({
      type: Person,
      nullable: true,
      description: "Who applied (申请人).",
      select: { columns: { personId: true } },
      resolve: ({ personId }, _args, context, info) => loadPerson(personId, context, info),
    }),
    post: t.relation("post", { description: "The seat (席位)." }),
    appliedAt: t.expose("appliedAt", { type: "DateTime", description: "When (申请时间)." }),
    closedAt: t.expose("closedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was decided or taken back (办结时间).",
    }),
  }),
});

builder.objectField(Viewer, "seatApplications", (t) =>
  t.drizzleField({
    type: [SeatApplication],
    description: "The viewer's applications, the latest first (我的席位申请).",
    resolve: (query, { id }, _args, { db }) =>
      db.query.seatApplications.findMany(
        query({ where: { personId: id }, orderBy: { appliedAt: "desc", id: "asc" } }),
      ),
  }),
);

builder.queryField("seatApplications", (t) =>
  t.drizzleConnection({
    type: SeatApplication,
    nullable: true,
    description: "Applications for seats of a body, for those who decide on them (席位申请列表).",
    args: {
      organizationId: t.arg.id({ required: true, description: "The body's id (组织编号)." }),
      state: t.arg({ type: ApplicationState, description: "Only those in this state (状态)." }),
    },
    resolve: async (query, _root, { organizationId, state }, context) => {
      await mustSeeApplications(context, organizationId);
      return context.db.query.seatApplications.findMany(
        query({
          columns: { id: true, appliedAt: true },
          where: { post: { organizationId }, ...(state ? { state } : {}) },
          orderBy: { appliedAt: "asc", id: "asc" },
        }),
      );
    },
  }),
);

refusalTypes(builder, UserError, [
  [AgeUnknown, "The birth date is not known (出生日期不明)."],
  [OwnershipNotVerified, "No verified ownership there on that day (业主身份未核验)."],
  [NotResident, "No verified home there (居住未核验)."],
  [NotInOwnersCommittee, "Not a member of an owners' committee there (非业委会成员)."],
  [
    SitsInOwnersCommittee,
    "A warning to members of an owners' committee; go on with `acknowledged` (业委会成员提醒).",
  ],
  [AlreadyMember, "The person has a seat in this body (已是成员)."],
  [SeatTaken, "The seat is not vacant (席位已有人)."],
  [AlreadyApplied, "The application is under way (已申请)."],
  [OwnApplication, "Nobody decides on their own application (不可自批)."],
]);
builder.objectType(TooOld, {
  name: "TooOld",
  description: "Beyond the age up to which one may join (超过年龄).",
  interfaces: [UserError],
  fields: (t) => ({
    eligibleUntil: t.expose("eligibleUntil", {
      type: "Date",
      description: "The first day on which one no longer may (资格截止日期).",
    }),
  }),
});

const postId = { required: true, description: "The vacant seat's id (席位编号)." } as const;
const idempotencyKey = {
  required: true,
  description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
} as const;

builder.mutationField("joinYouthCouncil", (t) =>
  t.errorUnionField({
    description: "Applies for a vacant seat in a youth council, as a young owner there (申请加入青年议事会).",
    types: [
      SeatApplication,
      NotSignedIn,
      NotFound,
      InvalidInput,
      AlreadyMember,
      AgeUnknown,
      TooOld,
      OwnershipNotVerified,
      SeatTaken,
      AlreadyApplied,
      IdempotencyKeyReused,
    ],
    union: { name: "JoinYouthCouncilResult", description: "The application, or why not (结果)." },
    args: { postId: t.arg.id(postId), idempotencyKey: t.arg.string(idempotencyKey) },
    resolve: async (_root, args, context) => joinYouthCouncil(context, args),
  }),
);
builder.mutationField("joinCommitteeFellowship", (t) =>
  t.errorUnionField({
    description: "Applies for a vacant seat in a fellowship of young committee members (申请加入联谊会).",
    types: [
      SeatApplication,
      NotSignedIn,
      NotFound,
      InvalidInput,
      AlreadyMember,
      AgeUnknown,
      TooOld,
      NotInOwnersCommittee,
      SeatTaken,
      AlreadyApplied,
      IdempotencyKeyReused,
    ],
    union: { name: "JoinCommitteeFellowshipResult", description: "The application, or why not (结果)." },
    args: { postId: t.arg.id(postId), idempotencyKey: t.arg.string(idempotencyKey) },
    resolve: (_root, args, context) => joinCommitteeFellowship(context, args),
  }),
);

const JoinThinkTankInput = builder.inputType("JoinThinkTankInput", {
  description: "An application for a think tank, with what one brings (智囊团申请).",
  fields: (t) => ({
    postId: t.id(postId),
    kind: t.field({ type: AdviserKind, required: true, description: "As what (加入身份)." }),
    source: t.field({
      type: TalentSource,
      description: "From where; required of an expert (人才来源).",
    }),
    fields: t.field({
      type: [ExpertField],
      required: true,
      description: "What one knows; at least one of an expert (专业领域).",
    }),
    contributions: t.field({
      type: [ContributionKind],
      required: true,
      description: "By which vehicles one contributes, at least one (参与载体).",
    }),
    acknowledged: t.boolean({
      description: "Whether the warning to members of an owners' committee was read (已知悉提醒).",
    }),
    idempotencyKey: t.string(idempotencyKey),
  }),
});

builder.mutationField("joinThinkTank", (t) =>
  t.errorUnionField({
    description: "Applies for a vacant seat in a think tank (申请加入智囊团).",
    types: [
      SeatApplication,
      NotSignedIn,
      NotFound,
      InvalidInput,
      SitsInOwnersCommittee,
      AlreadyMember,
      NotResident,
      SeatTaken,
      AlreadyApplied,
      IdempotencyKeyReused,
    ],
    union: { name: "JoinThinkTankResult", description: "The application, a warning, or why not (结果)." },
    args: {
      input: t.arg({ type: JoinThinkTankInput, required: true, description: "The application (申请)." }),
    },
    resolve: (_root, { input }, context) => joinThinkTank(context, input),
  }),
);

const applicationId = { required: true, description: "The application's id (申请编号)." } as const;

const AdmitApplicationInput = builder.inputType("AdmitApplicationInput", {
  description: "An admission (接纳).",
  fields: (t) => ({
    id: t.id(applicationId),
    startsOn: t.field({ type: "Date", description: "When the term begins; today unless given (任期开始)." }),
    endsOn: t.field({
      type: "Date",
      description: "The day after the term's last; required for a youth council (任期结束).",
    }),
  }),
});

builder.mutationField("admitApplication", (t) =>
  t.errorUnionField({
    description: "Admits an applicant, by whoever convenes the body or a worker of the place (接纳申请).",
    types: [
      SeatApplication,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      OwnApplication,
      WrongState,
      AlreadyMember,
      AgeUnknown,
      TooOld,
      OwnershipNotVerified,
      NotResident,
      NotInOwnersCommittee,
      SeatTaken,
      PostNotThere,
    ],
    union: { name: "AdmitApplicationResult", description: "The application, or why not (结果)." },
    args: {
      input: t.arg({ type: AdmitApplicationInput, required: true, description: "The admission (接纳)." }),
    },
    resolve: (_root, { input }, context) => admitApplication(context, input),
  }),
);
builder.mutationField("declineApplication", (t) =>
  t.errorUnionField({
    description: "Does not admit an applicant (不予接纳).",
    types: [SeatApplication, NotSignedIn, NotAllowed, NotFound, OwnApplication, WrongState],
    union: { name: "DeclineApplicationResult", description: "The application, or why not (结果)." },
    args: { id: t.arg.id(applicationId) },
    resolve: (_root, { id }, context) => declineApplication(context, id),
  }),
);
builder.mutationField("withdrawApplication", (t) =>
  t.errorUnionField({
    description: "Takes one's own application back (撤回申请).",
    types: [SeatApplication, NotSignedIn, NotAllowed, NotFound, WrongState],
    union: { name: "WithdrawApplicationResult", description: "The application, or why not (结果)." },
    args: { id: t.arg.id(applicationId) },
    resolve: (_root, { id }, context) => withdrawApplication(context, id),
  }),
);
