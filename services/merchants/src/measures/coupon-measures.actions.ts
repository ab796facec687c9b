import { NotAllowed } from "@linli/kernel";
import type { Context } from "../context.ts";
import { addUp, type MeasureDimension, rowLimit } from "./coupon-measures.rules.ts";
import { couponFigures } from "./coupon-measures.store.ts";

/**
 * Figures of coupons for an analyst, within the places of the analyst's grants: measures only, never a row about
 * somebody, and no figure about too few people.
 */
export async function couponMeasures({ db, now, viewer }: Context, dimensions: readonly MeasureDimension[]) {
  const grants = viewer?.grants.filter(({ role }) => role === "ANALYST") ?? [];
  if (grants.length === 0) throw new NotAllowed("Measures are for analysts.");
  const everywhere = grants.some(({ place, organization }) => place === null && organization === null);
  const places = grants.flatMap(({ place }) => (place === null ? [] : [place]));

  const asOf = now();
  const rows = addUp(await couponFigures(db, everywhere ? null : places), dimensions);
  return { asOf, truncated: rows.length > rowLimit, rowLimit, rows: rows.slice(0, rowLimit) };
}
