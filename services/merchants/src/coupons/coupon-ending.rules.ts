import type { MerchantState } from "../merchants/merchant.rules.ts";
import { MerchantNotActive } from "../offers/offer.errors.ts";
import { isClaimable, type OfferClock } from "../offers/offer.rules.ts";
import { AlreadyRedeemed, CouponVoided, OfferNotLive } from "./coupon.errors.ts";
import type { couponStates } from "./coupon.rules.ts";

type Ended = {
  state: (typeof couponStates)[number];
  /** The redemption that stands. */
  standing: { redeemedAt: Date } | null;
};
type Returned = Ended & {
  offer: Omit<OfferClock, "remaining"> & { merchant: { state: MerchantState } };
};

/** Why a coupon is not voided; null if it can be. What was used stays used; an expired one can still be voided. */
export function voidRefusal({ state, standing }: Ended): AlreadyRedeemed | CouponVoided | null {
  if (standing) return new AlreadyRedeemed(standing.redeemedAt);
  return state === "ISSUED" ? null : new CouponVoided();
}

/**
 * Why a coupon is not returned; null if it can be: unused, while somebody else could claim it instead. Of an offer whose
 * stock is gone as well, which can then be claimed once more.
 */
export function returnRefusal(coupon: Returned, at: Date) {
  const { offer } = coupon;
  const refusal = voidRefusal(coupon);
  if (refusal) return refusal;
  if (!isClaimable(offer, at)) return new OfferNotLive();
  return offer.merchant.state === "ACTIVE" ? null : new MerchantNotActive();
}
