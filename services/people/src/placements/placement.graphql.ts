import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { WrongState } from "../changes/transition.errors.ts";
import { PostNotThere, PostTaken } from "../memberships/membership.errors.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { Viewer } from "../viewer/viewer.graphql.ts";
import {
  acceptPlacement,
  agreeToPlacement,
  declinePlacement,
  mustSeePlacements,
  recommendPlacement,
  withdrawPlacement,
} from "./placement.actions.ts";
import { AlreadyRecommended, NotAgreed, OwnRecommendation, SelfRecommendation } from "./placement.errors.ts";
import { type placementStates } from "./placement.rules.ts";

const PlacementState = builder.enumType("PlacementState", {
  description: "Where a recommendation for a post stands (推荐任职状态).",
  values: {
    RECOMMENDED: { description: "Waits for the body (已推荐)." },
    ACCEPTED: { description: "Accepted: a membership follows (已接受)." },
    DECLINED: { description: "Not wanted by the body or the person (已婉拒)." },
    WITHDRAWN: { description: "Taken back (已撤回)." },
  } satisfies Record<(typeof placementStates)[number], object>,
});

const Placement = builder.drizzleObject("placements", {
  name: "Placement",
  description:
    "A recommendation for a post of a property company or an owners' committee (团青骨干推荐任职).",
  isTypeOf: (value) => value instanceof Object && "agreedAt" in value,
  select: { columns: { id: true, agreedAt: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    state: t.expose("state", { type: PlacementState, description: "Where it stands (状态)." }),
    person: t.field({
      type: Person,
      nullable: true,
      description: "Who is recommended (被推荐人).",
      select: { columns: { personId: true } },
      resolve: ({ personId }, _args, context, info) => loadPerson(personId, context, info),
    }),
    post: t.relation("post", { description: "The post (岗位)." }),
    recommendedAt: t.expose("recommendedAt", { type: "DateTime", description: "When (推荐时间)." }),
    agreedAt: t.expose("agreedAt", {
      type: "DateTime",
      nullable: true,
      description: "When the person agreed; null until then (本人同意时间).",
    }),
    closedAt: t.expose("closedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was decided or taken back (办结时间).",
    }),
  }),
});

builder.objectField(Viewer, "placements", (t) =>
  t.drizzleField({
    type: [Placement],
    description: "Posts that the viewer was recommended for, the latest first (我的推荐任职).",
    resolve: (query, { id }, _args, { db }) =>
      db.query.placements.findMany(
        query({ where: { personId: id }, orderBy: { recommendedAt: "desc", id: "asc" } }),
      ),
  }),
);

builder.queryField("placements", (t) =>
  t.drizzleConnection({
    type: Placement,
    nullable: true,
    description: "Who was recommended to a body, for it and for those who recommend there (推荐任职列表).",
    args: {
      organizationId: t.arg.id({ required: true, description: "The body's id (组织编号)." }),
      state: t.arg({ type: PlacementState, description: "Only those in this state (状态)." }),
    },
    resolve: async (query, _root, { organizationId, state }, context) => {
      await mustSeePlacements(context, organizationId);
      return context.db.query.placements.findMany(
        query({
          columns: { id: true, agreedAt: true },
          where: { post: { organizationId }, ...(state ? { state } : {}) },
          orderBy: { recommendedAt: "desc", id: "asc" },
        }),
      );
    },
  }),
);

refusalTypes(builder, UserError, [
  [SelfRecommendation, "Nobody recommends oneself (不可自荐)."],
  [AlreadyRecommended, "The person is recommended for this post (已有推荐)."],
  [NotAgreed, "The person has not agreed (本人尚未同意)."],
  [OwnRecommendation, "Who recommended does not decide (推荐人不可决定)."],
]);

const RecommendPlacementInput = builder.inputType("RecommendPlacementInput", {
  description: "A recommendation (推荐).",
  fields: (t) => ({
    personId: t.id({ required: true, description: "Who (被推荐人)." }),
    postId: t.id({ required: true, description: "For which post (岗位)." }),
    idempotencyKey: t.string({
      required: true,
      description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
    }),
  }),
});

builder.mutationField("recommendPlacement", (t) =>
  t.errorUnionField({
    description: "Recommends somebody for a post of a property company or owners' committee (推荐任职).",
    types: [
      Placement,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      SelfRecommendation,
      AlreadyRecommended,
      IdempotencyKeyReused,
    ],
    union: { name: "RecommendPlacementResult", description: "The recommendation, or why not (结果)." },
    args: {
      input: t.arg({
        type: RecommendPlacementInput,
        required: true,
        description: "The recommendation (推荐).",
      }),
    },
    resolve: (_root, { input }, context) => recommendPlacement(context, input),
  }),
);

const placementId = { required: true, description: "The recommendation's id (推荐编号)." } as const;

builder.mutationField("agreeToPlacement", (t) =>
  t.errorUnionField({
    description: "Agrees to be placed, by the person recommended (同意任职).",
    types: [Placement, NotSignedIn, NotAllowed, NotFound, WrongState],
    union: { name: "AgreeToPlacementResult", description: "The recommendation, or why not (结果)." },
    args: { id: t.arg.id(placementId) },
    resolve: (_root, { id }, context) => agreeToPlacement(context, id),
  }),
);

const AcceptPlacementInput = builder.inputType("AcceptPlacementInput", {
  description: "An acceptance (接受推荐).",
  fields: (t) => ({
    id: t.id(placementId),
    startsOn: t.field({ type: "Date", description: "When the term begins; today unless given (任期开始)." }),
    endsOn: t.field({
      type: "Date",
      description: "The day after the term's last; none unless given (任期结束).",
    }),
  }),
});

builder.mutationField("acceptPlacement", (t) =>
  t.errorUnionField({
    description: "Accepts who was recommended, by the body that receives (接受推荐).",
    types: [
      Placement,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      OwnRecommendation,
      WrongState,
      NotAgreed,
      PostTaken,
      PostNotThere,
    ],
    union: { name: "AcceptPlacementResult", description: "The recommendation, or why not (结果)." },
    args: {
      input: t.arg({ type: AcceptPlacementInput, required: true, description: "The acceptance (接受)." }),
    },
    resolve: (_root, { input }, context) => acceptPlacement(context, input),
  }),
);
builder.mutationField("declinePlacement", (t) =>
  t.errorUnionField({
    description: "Declines, by the person or the body that would receive (婉拒推荐).",
    types: [Placement, NotSignedIn, NotAllowed, NotFound, WrongState],
    union: { name: "DeclinePlacementResult", description: "The recommendation, or why not (结果)." },
    args: { id: t.arg.id(placementId) },
    resolve: (_root, { id }, context) => declinePlacement(context, id),
  }),
);
builder.mutationField("withdrawPlacement", (t) =>
  t.errorUnionField({
    description: "Takes a recommendation back (撤回推荐).",
    types: [Placement, NotSignedIn, NotAllowed, NotFound, WrongState],
    union: { name: "WithdrawPlacementResult", description: "The recommendation, or why not (结果)." },
    args: { id: t.arg.id(placementId) },
    resolve: (_root, { id }, context) => withdrawPlacement(context, id),
  }),
);
