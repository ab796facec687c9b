import { builder } from "../builder.ts";
import { Merchant } from "../merchants/merchant.graphql.ts";
import { Offer, OfferState } from "./offer.graphql.ts";
import { shownOffers } from "./offer-listing.actions.ts";

builder.drizzleObjectField(Merchant, "offers", (t) =>
  t.relatedConnection("offers", {
    type: Offer,
    description:
      "Its offers, the newest first: those that have passed review and, to who works there or reviews them, the others (优惠).",
    totalCount: true,
    args: {
      state: t.arg({
        type: OfferState,
        description:
          "Only those that stand there now; APPROVED: all that do, whatever clock and stock say (状态).",
      }),
    },
    query: ({ state }, context) => ({ where: shownOffers(context, state), orderBy: { id: "desc" } }),
  }),
);
