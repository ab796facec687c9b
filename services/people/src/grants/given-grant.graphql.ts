import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { Place } from "../places/place.graphql.ts";
import { delegateRole, grantRole, revokeGrant } from "./grant.actions.ts";
import { GrantOver, NotToOneself, OutlivesOwnRight } from "./grant.errors.ts";
import { GrantSource } from "./grant.graphql.ts";
import { Role } from "./role.graphql.ts";

export const GivenGrant = builder.drizzleObject("grants", {
  name: "GivenGrant",
  description: "A right that somebody gave or handed on, also after its end (手工授权与委托).",
  isTypeOf: (value) => value instanceof Object && "grantedBy" in value,
  select: { columns: { id: true, personId: true, grantedBy: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    person: t.field({
      type: Person,
      nullable: true,
      description: "Who got it (被授权人).",
      resolve: ({ personId }, _args, context, info) => loadPerson(personId, context, info),
    }),
    role: t.expose("role", { type: Role, description: "The role (角色)." }),
    source: t.expose("source", { type: GrantSource, description: "Given by hand or handed on (来源)." }),
    scopePlace: t.relation("place", {
      type: Place,
      nullable: true,
      description: "The place in and below which it holds (适用地点).",
    }),
    scopeOrganization: t.relation("organization", {
      type: Organization,
      nullable: true,
      description: "The organization at which it holds (适用组织).",
    }),
    reason: t.exposeString("reason", { nullable: true, description: "Why it was given (授权原因)." }),
    from: t.expose("from", { type: "DateTime", description: "Since when (开始时间)." }),
    until: t.expose("until", {
      type: "DateTime",
      nullable: true,
      description: "Until when; null: without an end (截止时间).",
    }),
    revokedAt: t.expose("revokedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was taken back; null where it was not (撤销时间).",
    }),
  }),
});

refusalTypes(builder, UserError, [
  [NotToOneself, "Nobody gives rights to themselves (不可授予本人)."],
  [GrantOver, "The grant is revoked or over (授权已失效)."],
]);
builder.objectType(OutlivesOwnRight, {
  name: "OutlivesOwnRight",
  description: "It would last longer than one's own right (超出本人授权期限).",
  interfaces: [UserError],
  fields: (t) => ({
    ownUntil: t.expose("ownUntil", {
      type: "DateTime",
      description: "When one's own ends (本人授权截止时间).",
    }),
  }),
});

const RoleInput = builder.inputType("GrantRoleInput", {
  description: "A right to be given: to whom, which, where and until when (授权内容).",
  fields: (t) => ({
    personId: t.id({ required: true, description: "To whom (被授权人)." }),
    role: t.field({ type: Role, required: true, description: "Which role (角色)." }),
    placeId: t.id({ description: "In this place and below (适用地点)." }),
    organizationId: t.id({ description: "Or at this organization; with neither, everywhere (适用组织)." }),
    until: t.field({ type: "DateTime", required: true, description: "When it ends (截止时间)." }),
    reason: t.string({ required: true, description: "Why, 1 to 500 characters (原因)." }),
  }),
});

const args = {
  id: { required: true, description: "The grant's id (授权编号)." },
  key: {
    required: true,
    description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
  },
} as const;

builder.mutationField("grantRole", (t) =>
  t.errorUnionField({
    description: "Gives somebody a role by hand, until an end (授予角色).",
    types: [GivenGrant, NotSignedIn, NotAllowed, InvalidInput, NotFound, NotToOneself, IdempotencyKeyReused],
    union: { name: "GrantRoleResult", description: "The grant, or why not (结果)." },
    args: {
      input: t.arg({ type: RoleInput, required: true, description: "The right (授权内容)." }),
      idempotencyKey: t.arg.string(args.key),
    },
    resolve: (_root, { input, idempotencyKey }, context) => grantRole(context, { ...input, idempotencyKey }),
  }),
);
builder.mutationField("delegateRole", (t) =>
  t.errorUnionField({
    description: "Hands a right of one's own on for a while; it ends with one's own (委托角色).",
    types: [
      GivenGrant,
      NotSignedIn,
      NotAllowed,
      InvalidInput,
      NotFound,
      NotToOneself,
      OutlivesOwnRight,
      IdempotencyKeyReused,
    ],
    union: { name: "DelegateRoleResult", description: "The grant, or why not (结果)." },
    args: {
      input: t.arg({ type: RoleInput, required: true, description: "The right (委托内容)." }),
      idempotencyKey: t.arg.string(args.key),
    },
    resolve: (_root, { input, idempotencyKey }, context) =>
      delegateRole(context, { ...input, idempotencyKey }),
  }),
);
builder.mutationField("revokeGrant", (t) =>
  t.errorUnionField({
    description: "Takes back a right that was given or handed on (撤销授权).",
    types: [GivenGrant, NotSignedIn, NotAllowed, NotFound, InvalidInput, GrantOver],
    union: { name: "RevokeGrantResult", description: "The grant, or why not (结果)." },
    args: {
      id: t.arg.id(args.id),
      reason: t.arg.string({ required: true, description: "Why, 1 to 500 characters (原因)." }),
    },
    resolve: (_root, { id, reason }, context) => revokeGrant(context, id, reason),
  }),
);
