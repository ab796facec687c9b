import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";

const Place = builder.drizzleObject("places", {
  name: "Place",
  description: "A place of the tree from prefecture to building (地点).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    demands: t.relatedConnection("demands", {
      nullable: true,
      description: "The demands reported in it and below it, the newest first (需求).",
      totalCount: true,
      query: { orderBy: { reportedAt: "desc", id: "desc" } },
    }),
    activities: t.relatedConnection("activities", {
      nullable: true,
      description: "The activities announced in it and below it, the latest start first (活动).",
      totalCount: true,
      query: { orderBy: { startsAt: "desc", id: "desc" } },
    }),
  }),
});
entity(builder, Place, "places");
