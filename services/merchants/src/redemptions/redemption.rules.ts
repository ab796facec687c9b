import type { Fen } from "@linli/kernel";
import {
  AlreadyRedeemed,
  CouponExpired,
  CouponNotStarted,
  CouponSuspended,
  CouponVoided,
  OutsideUsableTimes,
} from "../coupons/coupon.errors.ts";
import type { CouponClock } from "../coupons/coupon.rules.ts";
import {
  findWork,
  type MerchantState,
  type StaffMember,
  staffRoles,
  workingAt,
} from "../merchants/merchant.rules.ts";
import { savedFen } from "../offers/offer-benefit.rules.ts";
import type { MinimumSpendNotMet } from "../offers/offer.errors.ts";
import type { TermsSnapshot } from "../offers/terms-snapshot.rules.ts";
import { isUsableAt } from "../offers/usable-times.rules.ts";
import { BudgetExhausted, OwnRedemption, RedemptionReversed, ReversalTooLate } from "./redemption.errors.ts";

export type AtTheTill = {
  coupon: CouponClock & { snapshot: TermsSnapshot };
  merchant: MerchantState;
  /** What the offer can still give at tills; null where that has no limit, or was reserved when the coupon was claimed. */
  budgetLeftFen: Fen | null;
  /** When the redemption of the coupon that stands was made, if one does. */
  redeemedAt: Date | null;
  spentFen: Fen;
};

export type RedeemRefusal =
  | CouponNotStarted
  | CouponExpired
  | OutsideUsableTimes
  | CouponSuspended
  | MinimumSpendNotMet
  | BudgetExhausted
  | AlreadyRedeemed
  | CouponVoided;

/** What a coupon saves on a bill, in fen; or the first guard that fails, in their order. */
export function redeem(
  { coupon, merchant, budgetLeftFen, redeemedAt, spentFen }: AtTheTill,
  at: Date,
): Fen | RedeemRefusal {
  if (at < coupon.useFrom) return new CouponNotStarted(coupon.useFrom);
  if (at >= coupon.useUntil) return new CouponExpired(coupon.useUntil);
  if (!isUsableAt(coupon.snapshot, at)) return new OutsideUsableTimes();
  if (merchant !== "ACTIVE") return new CouponSuspended();
  const saved = savedFen(coupon.snapshot, spentFen);
  if (saved instanceof Error) return saved;
  if (budgetLeftFen !== null && saved > budgetLeftFen) return new BudgetExhausted();
  if (redeemedAt) return new AlreadyRedeemed(redeemedAt);
  return coupon.state === "ISSUED" ? saved : new CouponVoided();
}

/** How long a merchant's owner may reverse a redemption, in milliseconds; afterwards the platform may. */
const reversalWindowMs = 24 * 3_600_000;

/** How long whoever redeems or uploads sees it, in milliseconds. */
const ownWorkMs = 24 * 3_600_000;

export type Reversible = { staffId: string; receivedAt: Date; reversedAt: Date | null };

export type ReversalRefusal = RedemptionReversed | OwnRedemption | ReversalTooLate;

/** Why somebody does not reverse a redemption now, who has the right to at all; null if it can be done. */
export function reversalRefusal(
  { staffId, receivedAt, reversedAt }: Reversible,
  by: { person: string; isPlatform: boolean },
  at: Date,
): ReversalRefusal | null {
  if (reversedAt) return new RedemptionReversed(reversedAt);
  if (staffId === by.person) return new OwnRedemption();
  if (!by.isPlatform && +at >= +receivedAt + reversalWindowMs) return new ReversalTooLate();
  return null;
}

/** The redemptions that somebody sees, as a filter of drizzle's: an owner all, other staff their own of the last day. */
export function redemptionsShownTo(person: string | null, at: Date) {
  if (person === null) return { id: { in: [] } };
  const works = { personId: person, ...workingAt(at) };
  return {
    OR: [
      { outlet: { staff: { ...works, role: "OWNER" as const } } },
      { ...ownWork(person, at), outlet: { staff: works } },
    ],
  };
}

/** Who redeemed, as what that person worked there then; to the merchant's owners and to oneself, null to others. */
export function redeemerShownTo<Entry extends StaffMember & { personId: string }>(
  person: string | null,
  { staffId, outletId, receivedAt }: { staffId: string; outletId: string; receivedAt: Date },
  staff: readonly Entry[],
  at: Date,
): Entry | null {
  const of = (id: string | null) => staff.filter(({ personId }) => personId === id);
  if (person !== staffId && !findWork(of(person), ["OWNER"], at)) return null;
  const entries = of(staffId);
  return (findWork(entries, staffRoles, receivedAt, outletId) as Entry | undefined) ?? entries[0] ?? null;
}

/** What somebody did within the last day, whether redeemed or uploaded. */
export const ownWork = (person: string, at: Date) => ({
  staffId: person,
  receivedAt: { gt: new Date(+at - ownWorkMs) },
});
