import type { Context } from "../context.ts";
import { standingAt } from "./offer-listing.store.ts";
import { type OfferState, visibleTo } from "./offer.rules.ts";

/** What the viewer may see of a list of offers, all or those that stand somewhere now, as a filter of the offers' table. */
export const shownOffers = ({ viewer, now }: Context, state: OfferState | null | undefined) => ({
  AND: [visibleTo(viewer, now()), ...(state ? [standingAt(state, now())] : [])],
});
