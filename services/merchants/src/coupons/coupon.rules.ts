import type { MerchantState } from "../merchants/merchant.rules.ts";
import {
  AlreadyRedeemed,
  CouponExpired,
  CouponNotStarted,
  CouponSuspended,
  CouponVoided,
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
