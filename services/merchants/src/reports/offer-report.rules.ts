import type { OfferHold } from "../offers/offer-pause.rules.ts";
import type { OfferState } from "../offers/offer.rules.ts";

export const offerReportStates = ["OPEN", "UPHELD", "DISMISSED"] as const;
export type OfferReportState = (typeof offerReportStates)[number];

/** Whether an offer can be reported: whoever is asked to claim it, or holds a coupon of it, may be misled. */
export const isReportable = (state: OfferState): boolean =>
  state !== "DRAFT" && state !== "SUBMITTED" && state !== "REJECTED";

/** Whether upholding a report pauses the offer: it can be claimed or will be, and no reviewer or platform holds it back yet. */
export const pauses = (state: OfferState, heldBy: OfferHold | null): boolean =>
  state === "LIVE" || state === "SCHEDULED" || (state === "PAUSED" && heldBy === null);
