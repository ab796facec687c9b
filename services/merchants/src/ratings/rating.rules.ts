import { NotRedeemed, RatingTooLate } from "./rating.errors.ts";

/** How long after a redemption it can be rated, in milliseconds. */
const ratingWindowMs = 30 * 86_400_000;

/** Why a coupon's redemption, the one that stands, cannot be rated now; null if it can. */
export function ratingRefusal(
  redemption: { redeemedAt: Date } | null,
  at: Date,
): NotRedeemed | RatingTooLate | null {
  if (!redemption) return new NotRedeemed();
  const until = new Date(+redemption.redeemedAt + ratingWindowMs);
  return at < until ? null : new RatingTooLate(until);
}

export type RatingSummary = { count: number; average: number | null };

/** What ratings come to, to one decimal; without any there is no average. */
export const summaryOf = (totals: { count: number; average: number } | null): RatingSummary =>
  totals
    ? { count: totals.count, average: Math.round(totals.average * 10) / 10 }
    : { count: 0, average: null };
