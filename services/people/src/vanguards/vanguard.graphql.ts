import { IdempotencyKeyReused, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { reference, refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { WrongState } from "../changes/transition.errors.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { Viewer } from "../viewer/viewer.graphql.ts";
import {
  acceptNomination,
  declineNomination,
  mustSeeVanguards,
  nominateVanguard,
  recognizeVanguard,
  withdrawNomination,
} from "./vanguard.actions.ts";
import { AlreadyNominated, OwnNomination, SelfNomination } from "./vanguard.errors.ts";
import { type vanguardStates } from "./vanguard.rules.ts";

const VanguardState = builder.enumType("VanguardState", {
  description: "Where a nomination as vanguard stands (青年先锋状态).",
  values: {
    NOMINATED: { description: "Nominated, the person has not answered (已提名)." },
    IN_TRAINING: { description: "Agreed and in training (培养中)." },
    RECOGNIZED: { description: "Recognized (已认定)." },
    DECLINED: { description: "The person does not want it (已婉拒)." },
    WITHDRAWN: { description: "Taken back (已撤回)." },
  } satisfies Record<(typeof vanguardStates)[number], object>,
});

const Activity = reference(builder, "Activity", "An activity, which projects knows (活动).");

const Vanguard = builder.drizzleObject("vanguards", {
  name: "Vanguard",
  description: "Somebody nominated as a youth vanguard of a place, up to the recognition (青年先锋).",
  isTypeOf: (value) => value instanceof Object && "nominatedBy" in value,
  select: { columns: { id: true, nominatedBy: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    state: t.expose("state", { type: VanguardState, description: "Where it stands (状态)." }),
    person: t.field({
      type: Person,
      nullable: true,
      description: "Who was nominated (被提名人).",
      select: { columns: { personId: true } },
      resolve: ({ personId }, _args, context, info) => loadPerson(personId, context, info),
    }),
    place: t.relation("place", { description: "Where (地点)." }),
    activities: t.field({
      type: [Activity],
      nullable: true,
      description: "The activities that the nomination cites, at least one (依据的活动).",
      select: {
        with: { activities: { columns: { activityId: true }, orderBy: { activityId: "asc" } } },
      },
      resolve: ({ activities }) => activities.map(({ activityId }) => ({ id: activityId })),
    }),
    nominatedAt: t.expose("nominatedAt", { type: "DateTime", description: "When (提名时间)." }),
    acceptedAt: t.expose("acceptedAt", {
      type: "DateTime",
      nullable: true,
      description: "When the person agreed and training began (同意时间).",
    }),
    recognizedAt: t.expose("recognizedAt", {
      type: "DateTime",
      nullable: true,
      description: "When the person was recognized (认定时间).",
    }),
  }),
});

builder.objectField(Viewer, "vanguardNominations", (t) =>
  t.drizzleField({
    type: [Vanguard],
    description: "Where the viewer was nominated as a vanguard, the latest first (我的提名).",
    resolve: (query, { id }, _args, { db }) =>
      db.query.vanguards.findMany(
        query({ where: { personId: id }, orderBy: { nominatedAt: "desc", id: "asc" } }),
      ),
  }),
);

builder.queryField("vanguards", (t) =>
  t.drizzleConnection({
    type: Vanguard,
    nullable: true,
    description: "Who was nominated in a place and below it, for those who nominate there (青年先锋名单).",
    args: {
      placeId: t.arg.id({ required: true, description: "The place's id (地点编号)." }),
      state: t.arg({ type: VanguardState, description: "Only those in this state (状态)." }),
    },
    resolve: async (query, _root, { placeId, state }, context) => {
      if (!isUuid(placeId)) throw new NotFound("place");
      await mustSeeVanguards(context, placeId);
      return context.db.query.vanguards.findMany(
        query({
          columns: { id: true, nominatedBy: true },
          where: { place: { path: { id: placeId } }, ...(state ? { state } : {}) },
          orderBy: { nominatedAt: "desc", id: "asc" },
        }),
      );
    },
  }),
);

refusalTypes(builder, UserError, [
  [SelfNomination, "Nobody nominates oneself (不可自荐)."],
  [AlreadyNominated, "The person has a nomination in this place (已有提名)."],
  [OwnNomination, "Who nominated does not recognize (提名人不可认定)."],
]);

const NominateVanguardInput = builder.inputType("NominateVanguardInput", {
  description: "A nomination (提名).",
  fields: (t) => ({
    personId: t.id({ required: true, description: "Who (被提名人)." }),
    placeId: t.id({ required: true, description: "As a vanguard of which place (地点)." }),
    activityIds: t.idList({ required: true, description: "The activities it cites, 1 to 20 (依据的活动)." }),
    idempotencyKey: t.string({
      required: true,
      description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
    }),
  }),
});

builder.mutationField("nominateVanguard", (t) =>
  t.errorUnionField({
    description: "Nominates a youth vanguard, citing activities (提名青年先锋).",
    types: [
      Vanguard,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      SelfNomination,
      AlreadyNominated,
      IdempotencyKeyReused,
    ],
    union: { name: "NominateVanguardResult", description: "The nomination, or why not (结果)." },
    args: {
      input: t.arg({ type: NominateVanguardInput, required: true, description: "The nomination (提名)." }),
    },
    resolve: (_root, { input }, context) => nominateVanguard(context, input),
  }),
);

const nominationId = { required: true, description: "The nomination's id (提名编号)." } as const;

builder.mutationField("acceptNomination", (t) =>
  t.errorUnionField({
    description: "Agrees to one's nomination and begins training (同意提名).",
    types: [Vanguard, NotSignedIn, NotAllowed, NotFound, WrongState],
    union: { name: "AcceptNominationResult", description: "The nomination, or why not (结果)." },
    args: { id: t.arg.id(nominationId) },
    resolve: (_root, { id }, context) => acceptNomination(context, id),
  }),
);
builder.mutationField("declineNomination", (t) =>
  t.errorUnionField({
    description: "Declines one's nomination, or leaves the training (婉拒提名).",
    types: [Vanguard, NotSignedIn, NotAllowed, NotFound, WrongState],
    union: { name: "DeclineNominationResult", description: "The nomination, or why not (结果)." },
    args: { id: t.arg.id(nominationId) },
    resolve: (_root, { id }, context) => declineNomination(context, id),
  }),
);
builder.mutationField("withdrawNomination", (t) =>
  t.errorUnionField({
    description: "Takes a nomination back (撤回提名).",
    types: [Vanguard, NotSignedIn, NotAllowed, NotFound, WrongState],
    union: { name: "WithdrawNominationResult", description: "The nomination, or why not (结果)." },
    args: { id: t.arg.id(nominationId) },
    resolve: (_root, { id }, context) => withdrawNomination(context, id),
  }),
);
builder.mutationField("recognizeVanguard", (t) =>
  t.errorUnionField({
    description: "Recognizes a vanguard after training; not by whoever nominated (认定青年先锋).",
    types: [Vanguard, NotSignedIn, NotAllowed, NotFound, WrongState, OwnNomination],
    union: { name: "RecognizeVanguardResult", description: "The nomination, or why not (结果)." },
    args: { id: t.arg.id(nominationId) },
    resolve: (_root, { id }, context) => recognizeVanguard(context, id),
  }),
);
