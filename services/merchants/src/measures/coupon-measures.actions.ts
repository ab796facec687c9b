import { addUp, analystScope, measures } from "@linli/measures";
import type { Context } from "../context.ts";
import { cellOf, type MeasureDimension } from "./coupon-measures.rules.ts";
import { couponFigures } from "./coupon-measures.store.ts";

/**
 * Figures of coupons for an analyst, within the places of the analyst's grants: measures only, never a row about
 * somebody, and no figure about too few people.
 */
export async function couponMeasures({ db, now, viewer }: Context, dimensions: readonly MeasureDimension[]) {
  const scope = analystScope(viewer);
  const asOf = now();
  const cells = (await couponFigures(db, scope)).map(cellOf);
  return measures(asOf, addUp(cells, dimensions));
}
