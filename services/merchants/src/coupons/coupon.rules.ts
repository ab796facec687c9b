import { livesWithin, type Viewer } from "@linli/passport";
import { isClaimable, type OfferClock } from "../offers/offer.rules.ts";
import type { MerchantState } from "../merchants/merchant.rules.ts";
import {
  AlreadyRedeemed,
  CouponExpired,
  CouponNotStarted,
  CouponSuspended,
  CouponVoided,
  NotEligible,
  OfferNotLive,
} from "./coupon.errors.ts";

export const couponStates = ["ISSUED", "REDEEMED", "VOIDED", "RETURNED"] as const;
type CouponState = (typeof couponStates)[number];

/** What a coupon is worth now: stored state, clock and merchant together. */
export const effectiveStates = [
  "PENDING",
  "EFFECTIVE",
  "SUSPENDED",
  "EXPIRED",
  "REDEEMED",
  "VOIDED",
  "RETURNED",
] as const;
export type EffectiveState = (typeof effectiveStates)[number];

export type CouponClock = { state: CouponState; useFrom: Date; useUntil: Date };

export function effectiveState(
  { state, useFrom, useUntil }: CouponClock,
  merchant: MerchantState,
  at: Date,
): EffectiveState {
  if (state !== "ISSUED") return state;
  if (at >= useUntil) return "EXPIRED";
  if (merchant !== "ACTIVE") return "SUSPENDED";
  return at < useFrom ? "PENDING" : "EFFECTIVE";
}

/** The age below which nobody gets a coupon; whose age is not known gets none either. */
const minimumAge = 14;

export type ClaimableOffer = Omit<OfferClock, "remaining"> & {
  placeIds: readonly string[];
  merchant: { state: MerchantState };
};

/**
 * Whether somebody may claim, stock and personal limit aside. Answers with the place of the offer that the claimant
 * lives in, or with the first guard that fails.
 */
export function claimPlace(
  offer: ClaimableOffer,
  viewer: Viewer,
  at: Date,
): string | OfferNotLive | NotEligible {
  if (!isClaimable(offer, offer.merchant.state, at)) return new OfferNotLive();
  const home = livesWithin(viewer, offer.placeIds);
  // Always the same one of several, so that figures by place do not shift.
  const place = offer.placeIds.toSorted().find((id) => home?.within.includes(id));
  if (!place || viewer.age === null || viewer.age < minimumAge) return new NotEligible();
  return place;
}

/** The smallest ordinal of a person's coupons of one offer that is free, or null when the limit is reached (I2). */
export function freeOrdinal(taken: readonly number[], limit: number): number | null {
  for (let ordinal = 1; ordinal <= limit; ordinal++) if (!taken.includes(ordinal)) return ordinal;
  return null;
}

/** Why a coupon cannot be redeemed now, guards in order; null if it can. `redeemedAt` is of its standing redemption. */
export function redeemRefusal(
  coupon: CouponClock & { redeemedAt: Date | null },
  merchant: MerchantState,
  at: Date,
): CouponNotStarted | CouponExpired | CouponSuspended | AlreadyRedeemed | CouponVoided | null {
  if (at < coupon.useFrom) return new CouponNotStarted(coupon.useFrom);
  if (at >= coupon.useUntil) return new CouponExpired(coupon.useUntil);
  if (coupon.redeemedAt) return new AlreadyRedeemed(coupon.redeemedAt);
  if (coupon.state !== "ISSUED") return new CouponVoided();
  return merchant === "ACTIVE" ? null : new CouponSuspended();
}
