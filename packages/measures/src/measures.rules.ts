import type { MeasuresRow } from "./suppression.rules.ts";

/** Rows of one answer at most; `truncated` says when there were more. */
export const rowLimit = 1_000;

/** An answer for analysts, which says what it leaves out. */
export type Measures<Dimension extends string, Figure extends string> = {
  asOf: Date;
  truncated: boolean;
  rowLimit: number;
  suppressed: boolean;
  rows: readonly MeasuresRow<Dimension, Figure>[];
};

/** Puts rows, as they were counted at an instant, into an answer that is never cut silently. */
export function measures<Dimension extends string, Figure extends string>(
  asOf: Date,
  rows: readonly MeasuresRow<Dimension, Figure>[],
): Measures<Dimension, Figure> {
  return {
    asOf,
    truncated: rows.length > rowLimit,
    rowLimit,
    suppressed: rows.some(({ suppressed }) => suppressed),
    rows: rows.slice(0, rowLimit),
  };
}
