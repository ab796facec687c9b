import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { OwnershipNotVerified } from "../councils/council.errors.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { Viewer } from "../viewer/viewer.graphql.ts";
import { expressInterest, mustSeeInterests, withdrawInterest } from "./interest.actions.ts";
import { AlreadyInterested, InterestWithdrawn } from "./interest.errors.ts";

const Interest = builder.drizzleObject("interests", {
  name: "CommitteeInterest",
  description: "Somebody's own wish to stand for an owners' committee (参选意向).",
  isTypeOf: (value) => value instanceof Object && "expressedAt" in value,
  select: { columns: { id: true, expressedAt: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    person: t.field({
      type: Person,
      nullable: true,
      description: "Who (本人).",
      select: { columns: { personId: true } },
      resolve: ({ personId }, _args, context, info) => loadPerson(personId, context, info),
    }),
    committee: t.relation("committee", { description: "The owners' committee (业主委员会)." }),
    expressedAt: t.expose("expressedAt", { type: "DateTime", description: "When (表达时间)." }),
    withdrawnAt: t.expose("withdrawnAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was taken back; null while it stands (撤回时间).",
    }),
  }),
});

const standing = { withdrawnAt: { isNull: true as const } };

builder.objectField(Viewer, "committeeInterests", (t) =>
  t.drizzleField({
    type: [Interest],
    description: "The owners' committees that the viewer would stand for (我的参选意向).",
    resolve: (query, { id }, _args, { db }) =>
      db.query.interests.findMany(
        query({ where: { personId: id, ...standing }, orderBy: { expressedAt: "desc", id: "asc" } }),
      ),
  }),
);

builder.queryField("committeeInterests", (t) =>
  t.drizzleConnection({
    type: Interest,
    nullable: true,
    description:
      "Who would stand for an owners' committee, for the committee and the workers there (参选意向名单).",
    args: { committeeId: t.arg.id({ required: true, description: "The committee's id (业委会编号)." }) },
    resolve: async (query, _root, { committeeId }, context) => {
      await mustSeeInterests(context, committeeId);
      return context.db.query.interests.findMany(
        query({
          columns: { id: true, expressedAt: true },
          where: { committeeId, ...standing },
          orderBy: { expressedAt: "asc", id: "asc" },
        }),
      );
    },
  }),
);

refusalTypes(builder, UserError, [
  [AlreadyInterested, "One has said so already (已表达意向)."],
  [InterestWithdrawn, "One has taken it back already (意向已撤回)."],
]);

builder.mutationField("expressInterest", (t) =>
  t.errorUnionField({
    description: "Says that one would stand for an owners' committee; makes nobody a member (表达参选意向).",
    types: [
      Interest,
      NotSignedIn,
      NotFound,
      InvalidInput,
      OwnershipNotVerified,
      AlreadyInterested,
      IdempotencyKeyReused,
    ],
    union: { name: "ExpressInterestResult", description: "The interest, or why not (结果)." },
    args: {
      committeeId: t.arg.id({ required: true, description: "The committee's id (业委会编号)." }),
      idempotencyKey: t.arg.string({
        required: true,
        description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
      }),
    },
    resolve: (_root, args, context) => expressInterest(context, args),
  }),
);
builder.mutationField("withdrawInterest", (t) =>
  t.errorUnionField({
    description: "Takes one's interest back (撤回参选意向).",
    types: [Interest, NotSignedIn, NotAllowed, NotFound, InterestWithdrawn],
    union: { name: "WithdrawInterestResult", description: "The interest, or why not (结果)." },
    args: { id: t.arg.id({ required: true, description: "The interest's id (意向编号)." }) },
    resolve: (_root, { id }, context) => withdrawInterest(context, id),
  }),
);
