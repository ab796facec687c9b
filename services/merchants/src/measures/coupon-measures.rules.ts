/** What figures of coupons can be told apart by. */
export const measureDimensions = ["PLACE", "MONTH", "KIND"] as const;
export type MeasureDimension = (typeof measureDimensions)[number];

/** Rows of one answer at most; `truncated` says when there were more. */
export const rowLimit = 1_000;
