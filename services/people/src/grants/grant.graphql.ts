import { roles } from "@linli/kernel";
import { builder } from "../builder.ts";
import { loadOrganization, Organization } from "../organizations/organization.graphql.ts";
import { loadPlace, Place } from "../places/place.graphql.ts";
import type { Grant as GrantShape } from "./grant.rules.ts";

const Role = builder.enumType("Role", {
  description: "What somebody may do is written by role (角色).",
  values: {
    YOUTH_MEMBER: { description: "Member of a youth body (青年成员)." },
    ORGANIZATION_ADMIN: { description: "Administrator of an organization (组织管理员)." },
    CHAIR: { description: "Rotating chair in term (轮值主席)." },
    COMMUNITY_WORKER: { description: "Community worker (社区工作者)." },
    OWNERS_COMMITTEE: { description: "Member of an owners' committee (业委会成员)." },
    PROPERTY_COMPANY: { description: "Staff of a property company (物业公司人员)." },
    LEAGUE_REVIEWER: { description: "Reviewer of the league (团委审核人)." },
    ANALYST: { description: "Analyst: measures only, never rows (数据分析员)." },
    PLATFORM_ADMIN: { description: "Administrator of the platform (平台管理员)." },
    AUDITOR: { description: "Auditor (审计员)." },
  } satisfies Record<(typeof roles)[number], object>,
});

const GrantSource = builder.enumType("GrantSource", {
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
