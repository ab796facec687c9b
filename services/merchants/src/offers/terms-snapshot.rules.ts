import { type Benefit, type BenefitColumns, benefitOf } from "./offer-benefit.rules.ts";
import type { UsableTimes } from "./usable-times.rules.ts";

/** An offer's terms as they were when a coupon was claimed; a later edit of the offer does not touch them. */
export type TermsSnapshot = Benefit & UsableTimes & { title: string; terms: string };

export function snapshotOf(
  offer: BenefitColumns & UsableTimes & { title: string; terms: string },
): TermsSnapshot {
  const { title, terms, usableDays, usableFromMinute, usableUntilMinute } = offer;
  return { ...benefitOf(offer), title, terms, usableDays, usableFromMinute, usableUntilMinute };
}
