import { assertNever, type Fen } from "@linli/kernel";
import { MinimumSpendNotMet } from "./offer.errors.ts";

/** What kind of discount an offer is (R71). */
export const offerKinds = ["PACKAGE", "DISCOUNT", "CASH", "EXCHANGE", "FREE_SERVICE"] as const;
export type OfferKind = (typeof offerKinds)[number];

export type PackageItem = { name: string; quantity: number; unitPriceFen: Fen };

/** What an offer gives, each kind with just what it needs; amounts in fen. */
export type Benefit =
  | { kind: "PACKAGE"; items: PackageItem[]; priceFen: Fen; worthFen: Fen }
  | { kind: "DISCOUNT"; percentOff: number; capFen: Fen }
  | { kind: "CASH"; offFen: Fen; minimumSpendFen: Fen }
  | { kind: "EXCHANGE"; priceFen: Fen; worthFen: Fen }
  | { kind: "FREE_SERVICE"; worthFen: Fen };
export type BenefitOf<Kind extends OfferKind> = Extract<Benefit, { kind: Kind }>;

/** The same as an offer's columns: null is what its kind does not need. */
export type BenefitColumns = {
  kind: OfferKind;
  items: PackageItem[] | null;
  priceFen: Fen | null;
  worthFen: Fen | null;
  percentOff: number | null;
  capFen: Fen | null;
  offFen: Fen | null;
  minimumSpendFen: Fen | null;
};

/** All columns of a benefit, so that an offer whose kind changes keeps nothing of the kind that it was. */
export function columnsOf(benefit: Benefit): BenefitColumns {
  return {
    items: null,
    priceFen: null,
    worthFen: null,
    percentOff: null,
    capFen: null,
    offFen: null,
    minimumSpendFen: null,
    ...benefit,
  };
}

/** What an offer gives. That its columns fit its kind is a check of the table (`kind_has_its_own`). */
export function benefitOf(offer: BenefitColumns): Benefit {
  const { kind, items, priceFen, worthFen, percentOff, capFen, offFen, minimumSpendFen } = offer;
  switch (kind) {
    case "PACKAGE":
      return { kind, items: items!, priceFen: priceFen!, worthFen: worthFen! };
    case "DISCOUNT":
      return { kind, percentOff: percentOff!, capFen: capFen! };
    case "CASH":
      return { kind, offFen: offFen!, minimumSpendFen: minimumSpendFen! };
    case "EXCHANGE":
      return { kind, priceFen: priceFen!, worthFen: worthFen! };
    case "FREE_SERVICE":
      return { kind, worthFen: worthFen! };
    default:
      return assertNever(kind);
  }
}

/** What the items of a package cost one by one. */
export function worthOf(items: readonly PackageItem[]): Fen {
  return items.reduce((sum, { quantity, unitPriceFen }) => sum + quantity * unitPriceFen, 0);
}

/**
 * What a coupon is worth whatever is spent: so much of the offer's budget is reserved when it is claimed (I4). Null for a
 * discount, whose value only the till knows.
 */
export function fixedValueFen(benefit: Benefit): Fen | null {
  switch (benefit.kind) {
    case "PACKAGE":
    case "EXCHANGE":
      return benefit.worthFen - benefit.priceFen;
    case "CASH":
      return benefit.offFen;
    case "FREE_SERVICE":
      return benefit.worthFen;
    case "DISCOUNT":
      return null;
    default:
      return assertNever(benefit);
  }
}

/**
 * What a coupon saves its holder on a bill of so many fen, the bill before the coupon is taken off. A percentage is
 * rounded down to the whole fen and ends at its cap. Refused where the bill is below the minimum spend.
 */
export function savedFen(benefit: Benefit, spentFen: Fen): Fen | MinimumSpendNotMet {
  if (benefit.kind === "DISCOUNT")
    return Math.min(benefit.capFen, Math.floor((spentFen * benefit.percentOff) / 100));
  if (benefit.kind === "CASH" && spentFen < benefit.minimumSpendFen)
    return new MinimumSpendNotMet(benefit.minimumSpendFen);
  return fixedValueFen(benefit)!;
}
