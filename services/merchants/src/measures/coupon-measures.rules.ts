import type { Cell } from "@linli/measures";

/** What figures of coupons can be told apart by. */
export type MeasureDimension = "PLACE" | "MONTH";

export type CouponFigure = "claimed" | "redeemed" | "savedFen";

/** The figures of one place and month, the finest grain, and how many distinct persons they are of. */
export type CouponFigures = Record<CouponFigure, number> & {
  placeId: string;
  month: string;
  claimers: number;
  redeemers: number;
};

/** Those who claimed and those who redeemed are told apart by the difference of two figures, so that is a group too. */
export function cellOf({
  placeId,
  month,
  claimers,
  redeemers,
  ...figures
}: CouponFigures): Cell<MeasureDimension, CouponFigure> {
  return {
    at: { PLACE: placeId, MONTH: month },
    groups: [claimers, redeemers, claimers - redeemers],
    figures,
  };
}
