import { livesWithin, type Viewer } from "@linli/passport";
import type { MerchantState } from "../merchants/merchant.rules.ts";
import { MerchantNotActive } from "../offers/offer.errors.ts";
import { isClaimable, type OfferClock } from "../offers/offer.rules.ts";
import {
  ConsentRequired,
  DailyLimitReached,
  LimitReached,
  NotEligible,
  OfferNotLive,
  SoldOut,
} from "./coupon.errors.ts";

/** The consent that claiming needs: the text of people's purpose `COUPON_CLAIM`, of this version or a later one. */
export const consentVersion = 1;

/** The age below which nobody gets a coupon; whose age is not known gets none either. */
const minimumAge = 14;

type Asked = { minAge: number | null; maxAge: number | null; minVolunteerHours: number | null };
type ClaimedOffer = Omit<OfferClock, "remaining"> &
  Asked & { limitPerPerson: number; dailyLimit: number | null };

export type ClaimFacts = {
  offer: ClaimedOffer;
  merchant: { state: MerchantState };
  /** The places of the offer. */
  placeIds: readonly string[];
  remaining: number;
  /** Of the offer, on the day of the claim; 0 where it has no daily limit. */
  claimedThatDay: number;
  claimant: {
    /** Of the text that the claimant consented to; null without a consent. */
    consentVersion: number | null;
    /** Certified by projects. */
    volunteerMinutes: number;
    /** The ordinals of the claimant's coupons of this offer that count against the limit. */
    taken: readonly number[];
  };
};

/**
 * Whether somebody may claim: the guards in their order, each with its refusal. Answers with the place of the offer that
 * the claimant lives in and with the how manieth coupon it would be (I2).
 */
export function claimTerms(
  { offer, merchant, placeIds, remaining, claimedThatDay, claimant }: ClaimFacts,
  viewer: Viewer,
  at: Date,
) {
  if ((claimant.consentVersion ?? 0) < consentVersion) return new ConsentRequired();
  if (!isClaimable(offer, at)) return new OfferNotLive();
  if (merchant.state !== "ACTIVE") return new MerchantNotActive();
  const home = livesWithin(viewer, placeIds);
  // Always the same one of several, so that figures by place do not shift.
  const placeId = placeIds.toSorted().find((id) => home?.within.includes(id));
  if (!placeId) return new NotEligible("PLACE");
  if (!isOfAge(offer, viewer.age)) return new NotEligible("AGE");
  if (claimant.volunteerMinutes < (offer.minVolunteerHours ?? 0) * 60)
    return new NotEligible("VOLUNTEER_HOURS");
  const ordinal = freeOrdinal(claimant.taken, offer.limitPerPerson);
  if (ordinal === null) return new LimitReached(offer.limitPerPerson);
  if (remaining <= 0) return new SoldOut();
  if (isDayOver(offer, claimedThatDay)) return new DailyLimitReached(offer.dailyLimit);
  return { placeId, ordinal };
}

/** Whether an offer with a daily limit has given all that it may on a day. */
export const isDayOver = <Limited extends Pick<ClaimedOffer, "dailyLimit">>(
  offer: Limited,
  claimedThatDay: number,
): offer is Limited & { dailyLimit: number } =>
  offer.dailyLimit !== null && claimedThatDay >= offer.dailyLimit;

const isOfAge = ({ minAge, maxAge }: Asked, age: number | null) =>
  age !== null && age >= Math.max(minimumAge, minAge ?? 0) && age <= (maxAge ?? Infinity);

/** The smallest ordinal of a person's coupons of one offer that is free, or null when the limit is reached (I2). */
export function freeOrdinal(taken: readonly number[], limit: number): number | null {
  for (let ordinal = 1; ordinal <= limit; ordinal++) if (!taken.includes(ordinal)) return ordinal;
  return null;
}
