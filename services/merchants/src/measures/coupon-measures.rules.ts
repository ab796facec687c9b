import { isShown, type Persons } from "./suppression.rules.ts";

/** What figures of coupons can be told apart by. */
export const measureDimensions = ["PLACE", "MONTH"] as const;
export type MeasureDimension = (typeof measureDimensions)[number];

/** Rows of one answer at most; `truncated` says when there were more. */
export const rowLimit = 1_000;

/** The figures of one place and month, the finest grain. */
export type CouponFigures = Persons & {
  placeId: string;
  month: string;
  claimed: number;
  redeemed: number;
  savedFen: number;
};

export type MeasuresRow = {
  placeId: string | null;
  month: string | null;
  /** Null where nothing of it may be shown. */
  claimed: number | null;
  redeemed: number | null;
  savedFen: number | null;
  /** Whether something of it is left out. */
  suppressed: boolean;
};

/**
 * Adds figures up by the dimensions asked for. Every figure of every table is a sum of cells that may be shown by
 * themselves: what is hidden is in no total, so that no tables together can betray it.
 */
export function addUp(
  cells: readonly CouponFigures[],
  dimensions: readonly MeasureDimension[],
): MeasuresRow[] {
  const rows = new Map<string, MeasuresRow>();
  for (const cell of cells) {
    const placeId = dimensions.includes("PLACE") ? cell.placeId : null;
    const month = dimensions.includes("MONTH") ? cell.month : null;
    const key = JSON.stringify([placeId, month]);
    const row = rows.get(key) ?? {
      placeId,
      month,
      claimed: null,
      redeemed: null,
      savedFen: null,
      suppressed: false,
    };
    rows.set(key, isShown(cell) ? plus(row, cell) : { ...row, suppressed: true });
  }
  return [...rows.values()];
}

const plus = (row: MeasuresRow, { claimed, redeemed, savedFen }: CouponFigures): MeasuresRow => ({
  ...row,
  claimed: (row.claimed ?? 0) + claimed,
  redeemed: (row.redeemed ?? 0) + redeemed,
  savedFen: (row.savedFen ?? 0) + savedFen,
});
