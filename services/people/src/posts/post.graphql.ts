import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Role } from "../grants/role.graphql.ts";

export const Post = builder.drizzleObject("posts", {
  name: "Post",
  description: "A post of an organization; it exists without a holder (岗位).",
  isTypeOf: (value) => value instanceof Object && "organizationId" in value,
  select: { columns: { id: true, organizationId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    title: t.exposeString("title", { description: "Its title (岗位名称)." }),
    isLeadership: t.exposeBoolean("isLeadership", {
      description: "Whether it belongs to the leadership (班子岗位).",
    }),
    isContact: t.exposeBoolean("isContact", {
      description: "Whether its holder is whom residents turn to (联系岗位).",
    }),
    isResponsible: t.exposeBoolean("isResponsible", {
      description: "Whether its holder answers for the body's office (专人负责).",
    }),
    role: t.expose("role", {
      type: Role,
      nullable: true,
      description: "What its holder may do, while holding it (岗位角色).",
    }),
    createdOn: t.expose("createdOn", {
      type: "Date",
      nullable: true,
      description: "Since when it exists; null: since before anything was noted (设立日期).",
    }),
    abolishedOn: t.expose("abolishedOn", {
      type: "Date",
      nullable: true,
      description: "From when on it exists no more (撤销日期).",
    }),
  }),
});
entity(builder, Post, "posts");
