import type { Fen } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { type MerchantState, reviewerRoles, workingAt } from "../merchants/merchant.rules.ts";
import { liesIn, scopesOf } from "../places/place-scope.rules.ts";
import type { BenefitColumns } from "./offer-benefit.rules.ts";
import { OfferNotSubmittable } from "./offer.errors.ts";

/** What is stored of an offer's life; the clock and the stock decide the rest. */
export const storedOfferStates = [
  "DRAFT",
  "SUBMITTED",
  "REJECTED",
  "APPROVED",
  "PAUSED",
  "TERMINATED",
] as const;
export type StoredOfferState = (typeof storedOfferStates)[number];

export const offerStates = [...storedOfferStates, "SCHEDULED", "LIVE", "ENDED"] as const;
export type OfferState = (typeof offerStates)[number];

export type OfferClock = {
  state: StoredOfferState;
  claimFrom: Date;
  claimUntil: Date;
  /** Coupons that can still be taken. */
  remaining: number;
};

type Supply = Pick<BenefitColumns, "kind"> & { budgetFen: Fen | null; redeemedFen: Fen };

/**
 * Of the coupons that nobody has taken, those that could be used: none of a discount whose budget tills have used up. What a
 * fixed value takes of its budget was reserved, and counts among the taken.
 */
export const leftOf = ({ kind, budgetFen, redeemedFen }: Supply, untaken: number): number =>
  kind === "DISCOUNT" && budgetFen !== null && redeemedFen >= budgetFen ? 0 : untaken;

/** The state people see: an approved offer is scheduled, live or ended by clock and stock; it rests with its merchant. */
export function offerState(
  { state, claimFrom, claimUntil, remaining }: OfferClock,
  merchant: MerchantState,
  at: Date,
): OfferState {
  if (state !== "APPROVED" && state !== "PAUSED") return state;
  if (at >= claimUntil || remaining <= 0) return "ENDED";
  if (state === "PAUSED" || merchant !== "ACTIVE") return "PAUSED";
  return at < claimFrom ? "SCHEDULED" : "LIVE";
}

/** Whether coupons may be claimed now, leaving aside the merchant and the stock, which have refusals of their own. */
export function isClaimable(offer: Omit<OfferClock, "remaining">, at: Date): boolean {
  return offer.state === "APPROVED" && offer.claimFrom <= at && at < offer.claimUntil;
}

/** Visible to everybody: what has passed review. */
export const publicStates = [
  "APPROVED",
  "PAUSED",
  "TERMINATED",
] as const satisfies readonly StoredOfferState[];

/** What becomes of the coupons of an offer that ends before its time. */
export const terminations = ["HONOUR_ISSUED", "VOID_ISSUED"] as const;

/** Why an offer cannot go to review; null if it can. */
export function submittable(
  offer: Pick<OfferClock, "claimUntil"> & { terms: string },
  at: Date,
): OfferNotSubmittable | null {
  if (offer.terms.trim() === "") return new OfferNotSubmittable("its terms are empty");
  if (at >= offer.claimUntil) return new OfferNotSubmittable("its time for claiming is over");
  return null;
}

/** Offers to be claimed now of active merchants, as a filter of the offers' table. Sold-out offers stay, so that people see they are gone. */
export function liveAt(at: Date) {
  return {
    state: "APPROVED" as const,
    claimFrom: { lte: at },
    claimUntil: { gt: at },
    merchant: { state: "ACTIVE" as const },
  };
}

/** Which offers somebody may see: what passed review; the rest by who works for the merchant or reviews in the place. */
export function visibleTo(viewer: Viewer | null, at: Date) {
  const passed = { state: { in: [...publicStates] } };
  if (!viewer) return passed;
  const handedIn = { state: { ne: "DRAFT" as const } };
  return {
    OR: [
      passed,
      { merchant: { staff: { personId: viewer.person, ...workingAt(at) } } },
      ...scopesOf(viewer, reviewerRoles).map((scope) => ({ ...handedIn, places: liesIn(scope) })),
    ],
  };
}
