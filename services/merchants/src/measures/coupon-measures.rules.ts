import { monthSpan } from "@linli/kernel";
import type { Cell } from "@linli/measures";

/** By what all figures of coupons can be told apart: the cells of these are what every table is made of. */
export const wholeDimensions = ["PLACE", "MONTH"] as const;
type WholeDimension = (typeof wholeDimensions)[number];

/**
 * What splits those cells further: what the offer is and whose, when in the month it was claimed, or where it was redeemed;
 * never two of these in one table.
 */
export const partFamilies = {
  offer: ["KIND", "MERCHANT_KIND"],
  time: ["WEEK", "DAY"],
  till: ["DISTRICT"],
} as const;
export type PartFamily = keyof typeof partFamilies;
type PartDimension = (typeof partFamilies)[PartFamily][number];

export type MeasureDimension = WholeDimension | PartDimension;

export type CouponFigure = "claimed" | "redeemed" | "savedFen" | "people";

/** Figures of one cell, and how many distinct persons they are of. */
export type CouponFigures = Record<Exclude<CouponFigure, "people">, number> & {
  at: Partial<Record<MeasureDimension, string>>;
  claimers: number;
  redeemers: number;
};

/** Those who claimed and those who redeemed are told apart by the difference of two figures, so that is a group too. */
export function cellOf({
  at,
  claimers,
  redeemers,
  ...figures
}: CouponFigures): Cell<MeasureDimension, CouponFigure> {
  return {
    at: at as Record<MeasureDimension, string>,
    groups: [claimers, redeemers, claimers - redeemers],
    figures: { ...figures, people: claimers },
  };
}

/**
 * Which of the families these dimensions split cells by: null where they split none. What they ask for more than one is
 * told as the reason why not.
 */
export function familyOf(dimensions: readonly MeasureDimension[]): PartFamily | null | { message: string } {
  const families = (Object.keys(partFamilies) as PartFamily[]).filter((family) =>
    (partFamilies[family] as readonly MeasureDimension[]).some((one) => dimensions.includes(one)),
  );
  const [family = null, ...others] = families;
  return others.length === 0
    ? family
    : { message: "by kinds, by weeks and days, or by district, not by two of these" };
}

/** Coupons that one question counts at most: so many are counted before who asks has given up. */
export const mostCoupons = 500_000;

/** When coupons were claimed that are counted: `[from, until)`; null where there is no such end. */
export type Period = { from: Date | null; until: Date | null };

export type Months = { fromMonth?: string | null | undefined; untilMonth?: string | null | undefined };

/** Whole months, as all cells are (`wholeDimensions`), in Asia/Shanghai; or what is wrong with them. */
export function periodOf({
  fromMonth,
  untilMonth,
}: Months): Period | { path: keyof Months; message: string } {
  const [first, last] = [fromMonth, untilMonth].map((month) => (month ? monthSpan(month) : undefined));
  const message = "a month, yyyy-mm";
  if (first === null) return { path: "fromMonth", message };
  if (last === null) return { path: "untilMonth", message };
  if (first && last && last.from < first.from) return { path: "untilMonth", message: "not before fromMonth" };
  return { from: first?.from ?? null, until: last?.until ?? null };
}
