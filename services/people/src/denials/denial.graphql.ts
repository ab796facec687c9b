import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { NotToOneself } from "../grants/grant.errors.ts";
import { Role } from "../grants/role.graphql.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { Place } from "../places/place.graphql.ts";
import { denyRole, liftDenial } from "./denial.actions.ts";
import { DenialOver } from "./denial.errors.ts";

export const Denial = builder.drizzleObject("denials", {
  name: "Denial",
  description: "A right expressly taken away; it outweighs every grant (禁权).",
  isTypeOf: (value) => value instanceof Object && "deniedBy" in value,
  select: { columns: { id: true, personId: true, deniedBy: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    person: t.field({
      type: Person,
      nullable: true,
      description: "From whom (被禁权人).",
      resolve: ({ personId }, _args, context, info) => loadPerson(personId, context, info),
    }),
    role: t.expose("role", { type: Role, nullable: true, description: "Which role; null: all (角色)." }),
    scopePlace: t.relation("place", {
      type: Place,
      nullable: true,
      description: "In this place and below (适用地点).",
    }),
    scopeOrganization: t.relation("organization", {
      type: Organization,
      nullable: true,
      description: "At this organization; with neither, everywhere (适用组织).",
    }),
    reason: t.exposeString("reason", { description: "Why (原因)." }),
    from: t.expose("from", { type: "DateTime", description: "Since when (开始时间)." }),
    until: t.expose("until", {
      type: "DateTime",
      nullable: true,
      description: "Until when; null: until it is lifted (截止时间).",
    }),
    liftedAt: t.expose("liftedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was lifted; null where it was not (解除时间).",
    }),
  }),
});

refusalTypes(builder, UserError, [[DenialOver, "The denial is lifted or over (禁权已失效)."]]);

const DenyRoleInput = builder.inputType("DenyRoleInput", {
  description: "A right to be taken away (禁权内容).",
  fields: (t) => ({
    personId: t.id({ required: true, description: "From whom (被禁权人)." }),
    role: t.field({ type: Role, description: "Which role; without one, all (角色)." }),
    placeId: t.id({ description: "In this place and below (适用地点)." }),
    organizationId: t.id({ description: "Or at this organization; with neither, everywhere (适用组织)." }),
    until: t.field({
      type: "DateTime",
      description: "When it ends; without, until it is lifted (截止时间).",
    }),
    reason: t.string({ required: true, description: "Why, 1 to 500 characters (原因)." }),
  }),
});

builder.mutationField("denyRole", (t) =>
  t.errorUnionField({
    description: "Takes a role away from somebody, whatever gives it (禁权).",
    types: [Denial, NotSignedIn, NotAllowed, InvalidInput, NotFound, NotToOneself, IdempotencyKeyReused],
    union: { name: "DenyRoleResult", description: "The denial, or why not (结果)." },
    args: {
      input: t.arg({ type: DenyRoleInput, required: true, description: "What is taken away (禁权内容)." }),
      idempotencyKey: t.arg.string({
        required: true,
        description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
      }),
    },
    resolve: (_root, { input, idempotencyKey }, context) => denyRole(context, { ...input, idempotencyKey }),
  }),
);
builder.mutationField("liftDenial", (t) =>
  t.errorUnionField({
    description: "Gives back what was taken away (解除禁权).",
    types: [Denial, NotSignedIn, NotAllowed, NotFound, InvalidInput, NotToOneself, DenialOver],
    union: { name: "LiftDenialResult", description: "The denial, or why not (结果)." },
    args: {
      id: t.arg.id({ required: true, description: "The denial's id (禁权编号)." }),
      reason: t.arg.string({ required: true, description: "Why, 1 to 500 characters (原因)." }),
    },
    resolve: (_root, { id, reason }, context) => liftDenial(context, id, reason),
  }),
);
