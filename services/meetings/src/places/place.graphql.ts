import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Meeting } from "../meetings/meeting.graphql.ts";

const Place = builder.drizzleObject("places", {
  name: "Place",
  description: "A place of the tree from prefecture to building (地点).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    meetings: t.relatedConnection("meetings", {
      nullable: true,
      type: Meeting,
      description: "The meetings in it and below it, the newest first (会议).",
      totalCount: true,
      query: { orderBy: { startsAt: "desc", id: "desc" } },
    }),
  }),
});
entity(builder, Place, "places");
