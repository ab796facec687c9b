import { NotAllowed } from "@linli/kernel";
import type { Context } from "../context.ts";
import { type MeasureDimension, rowLimit } from "./coupon-measures.rules.ts";
import { couponFigures } from "./coupon-measures.store.ts";
import { suppressed } from "./suppression.rules.ts";

/**
 * Figures of coupons for an analyst, within the places of the analyst's grants: measures only, never a row about
 * somebody. A figure about too few persons is null, and so are those that would betray it.
 */
export async function couponMeasures({ db, now, viewer }: Context, dimensions: readonly MeasureDimension[]) {
  const grants = viewer?.grants.filter(({ role }) => role === "ANALYST") ?? [];
  if (grants.length === 0) throw new NotAllowed("Measures are for analysts.");
  const everywhere = grants.some(({ place, organization }) => place === null && organization === null);
  const places = grants.flatMap(({ place }) => (place === null ? [] : [place]));

  const asOf = now();
  const found = await couponFigures(db, dimensions, everywhere ? null : places, rowLimit + 1);
  const figures = found.slice(0, rowLimit);
  const hidden = suppressed(
    figures.map(({ placeId, month, kind, persons, redeemers }) => ({
      key: [placeId, month, kind].filter((value) => value !== null),
      // One who claimed and one who redeemed are told apart by the difference of the two figures.
      persons: Math.min(persons, redeemers || persons, persons - redeemers || persons),
    })),
  );
  return {
    asOf,
    truncated: found.length > rowLimit,
    rowLimit,
    rows: figures.map(({ placeId, month, kind, claimed, redeemed, savedFen }, index) => ({
      placeId,
      month,
      kind,
      ...(hidden[index]
        ? { claimed: null, redeemed: null, savedFen: null }
        : { claimed, redeemed, savedFen }),
      suppressed: hidden[index]!,
    })),
  };
}
