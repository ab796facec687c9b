import { InvalidInput } from "@linli/kernel";
import { addUp, addUpParts, analystScope, measures } from "@linli/measures";
import type { Context } from "../context.ts";
import {
  cellOf,
  familyOf,
  type MeasureDimension,
  type Months,
  mostCoupons,
  partFamilies,
  periodOf,
  wholeDimensions,
} from "./coupon-measures.rules.ts";
import { areMoreThan, couponFigures } from "./coupon-measures.store.ts";

/**
 * Figures of coupons for an analyst, within the places of the analyst's grants: measures only, never a row about
 * somebody, and no figure about too few people. Distinct people are counted by place and month alone: by finer ones the
 * same people would be counted in several, and the difference would tell how many are the same.
 */
export async function couponMeasures(
  { db, now, viewer }: Pick<Context, "db" | "now" | "viewer">,
  { groupBy: dimensions, ...months }: Months & { groupBy: readonly MeasureDimension[] },
  most = mostCoupons,
) {
  const scope = analystScope(viewer);
  const period = periodOf(months);
  if ("message" in period) throw new InvalidInput([{ path: [period.path], message: period.message }]);
  const family = familyOf(dimensions);
  if (family !== null && typeof family === "object")
    throw new InvalidInput([{ path: ["groupBy"], message: family.message }]);
  if (await areMoreThan(db, most, scope, period))
    throw new InvalidInput([
      {
        path: ["fromMonth"],
        message: `more than ${most} coupons were claimed then: say fewer months`,
      },
    ]);
  const asOf = now();
  const choices =
    family === null ? [wholeDimensions] : [wholeDimensions, [...wholeDimensions, ...partFamilies[family]]];
  const [wholes = [], parts] = (await couponFigures(db, scope, period, choices)).map((cells) =>
    cells.map(cellOf),
  );
  if (!parts) return measures(asOf, addUp(wholes, dimensions));
  const rows = addUpParts(wholes, parts, dimensions).map((row) => ({
    ...row,
    figures: { ...row.figures, people: null },
  }));
  return measures(asOf, rows);
}
