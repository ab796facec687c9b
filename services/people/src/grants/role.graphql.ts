import { type roles } from "@linli/kernel";
import { builder } from "../builder.ts";

export const Role = builder.enumType("Role", {
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
