import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Offer } from "../offers/offer.graphql.ts";
import { liveAt } from "../offers/offer.rules.ts";

export const Place = builder.drizzleObject("places", {
  name: "Place",
  description: "A place, with what merchants offer there (地点).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    offers: t.relatedConnection("offers", {
      nullable: true,
      type: Offer,
      description:
        "Offers that can be claimed now by people of the place, or of places below it, the sold-out among them (可领取的优惠).",
      totalCount: true,
      query: (_args, { now }) => ({ where: liveAt(now()), orderBy: { claimUntil: "asc", id: "asc" } }),
    }),
  }),
});
export const loadPlace = entity(builder, Place, "places");

builder.drizzleObjectField(Offer, "places", (t) =>
  t.relation("places", {
    type: Place,
    description: "Whose people may claim it: those of these places and of places below them (适用地点).",
    query: { orderBy: { id: "asc" } },
  }),
);
