import { builder } from "../builder.ts";
import { loadOrganization, Organization } from "../organizations/organization.graphql.ts";
import { loadPlace, Place } from "../places/place.graphql.ts";
import type { Grant as GrantShape } from "./grant.rules.ts";
import { Role } from "./role.graphql.ts";

export const GrantSource = builder.enumType("GrantSource", {
  description: "What a grant rests on (授权来源).",
  values: {
    POST: { description: "A post that is held (岗位)." },
    CHAIR_TERM: { description: "A term as chair (主席任期)." },
    DELEGATION: { description: "A delegation (委托)." },
    MANUAL: { description: "Given by hand (手工授予)." },
  },
});

export const Grant = builder.objectRef<GrantShape>("Grant").implement({
  description: "A right that is in force: a role, and where (授权).",
  fields: (t) => ({
    role: t.expose("role", { type: Role, description: "The role (角色)." }),
    source: t.expose("source", { type: GrantSource, description: "What it rests on (来源)." }),
    from: t.expose("from", { type: "DateTime", description: "Since when (开始时间)." }),
    until: t.expose("until", {
      type: "DateTime",
      nullable: true,
      description: "Until when; null: without an end (截止时间).",
    }),
    scopePlace: t.field({
      type: Place,
      nullable: true,
      description: "The place in and below which it holds (适用地点).",
      resolve: ({ placeId }, _args, context, info) => loadPlace(placeId, context, info),
    }),
    scopeOrganization: t.field({
      type: Organization,
      nullable: true,
      description: "The organization at which it holds (适用组织).",
      resolve: ({ organizationId }, _args, context, info) => loadOrganization(organizationId, context, info),
    }),
  }),
});
