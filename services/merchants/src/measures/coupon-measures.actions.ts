import { InvalidInput } from "@linli/kernel";
import { addUp, addUpParts, analystScope, measures } from "@linli/measures";
import type { Context } from "../context.ts";
import {
  cellOf,
  familyOf,
  type MeasureDimension,
  partFamilies,
  wholeDimensions,
} from "./coupon-measures.rules.ts";
import { couponFigures } from "./coupon-measures.store.ts";

/**
 * Figures of coupons for an analyst, within the places of the analyst's grants: measures only, never a row about
 * somebody, and no figure about too few people. Distinct people are counted by place and month alone: by finer ones the
 * same people would be counted in several, and the difference would tell how many are the same.
 */
export async function couponMeasures({ db, now, viewer }: Context, dimensions: readonly MeasureDimension[]) {
  const scope = analystScope(viewer);
  const family = familyOf(dimensions);
  if (family !== null && typeof family === "object")
    throw new InvalidInput([{ path: ["groupBy"], message: family.message }]);
  const asOf = now();
  const wholes = (await couponFigures(db, scope, wholeDimensions)).map(cellOf);
  if (family === null) return measures(asOf, addUp(wholes, dimensions));
  const parts = (await couponFigures(db, scope, [...wholeDimensions, ...partFamilies[family]])).map(cellOf);
  const rows = addUpParts(wholes, parts, dimensions).map((row) => ({
    ...row,
    figures: { ...row.figures, people: null },
  }));
  return measures(asOf, rows);
}
