import { builder } from "../builder.ts";

export const Post = builder.drizzleObject("posts", {
  name: "Post",
  description: "A post of an organization; it exists without a holder (岗位).",
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    title: t.exposeString("title", { description: "Its title (岗位名称)." }),
    isLeadership: t.exposeBoolean("isLeadership", {
      description: "Whether it belongs to the leadership (班子岗位).",
    }),
  }),
});
