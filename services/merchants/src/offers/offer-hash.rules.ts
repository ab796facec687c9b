import { createHash } from "node:crypto";
import type { BenefitColumns } from "./offer-benefit.rules.ts";
import type { UsableTimes } from "./usable-times.rules.ts";

/** All that a reviewer judges: what an offer promises, to whom, and how it is shown. */
export type Reviewed = BenefitColumns &
  UsableTimes & {
    title: string;
    terms: string;
    pictures: readonly string[];
    stock: number;
    limitPerPerson: number;
    dailyLimit: number | null;
    budgetFen: number | null;
    minAge: number | null;
    maxAge: number | null;
    minVolunteerHours: number | null;
    claimFrom: Date;
    claimUntil: Date;
    useFrom: Date;
    useUntil: Date;
  };

/** SHA-256 of it. Offers that say the same have the same hash, in whatever order places and properties come. */
export function hashOf(offer: Reviewed, placeIds: readonly string[]): string {
  const text = JSON.stringify([
    [offer.kind, offer.priceFen, offer.worthFen, offer.percentOff, offer.capFen, offer.offFen],
    [offer.minimumSpendFen, offer.items?.map((item) => [item.name, item.quantity, item.unitPriceFen])],
    [offer.title, offer.terms, offer.pictures],
    [offer.stock, offer.limitPerPerson, offer.dailyLimit, offer.budgetFen],
    [offer.minAge, offer.maxAge, offer.minVolunteerHours, placeIds.toSorted()],
    [offer.claimFrom, offer.claimUntil, offer.useFrom, offer.useUntil],
    [offer.usableDays, offer.usableFromMinute, offer.usableUntilMinute],
  ]);
  return createHash("sha256").update(text).digest("hex");
}
