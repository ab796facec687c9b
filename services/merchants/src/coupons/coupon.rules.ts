import type { MerchantState } from "../merchants/merchant.rules.ts";

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

/** Of a coupon as it can be used: `useUntil` with what suspensions have added (`use-window.rules.ts`). */
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
