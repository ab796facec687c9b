import { places as demoPlaces } from "@linli/demo-world";
import { dateIn, midnight } from "@linli/kernel";
import { layOut, numberedId } from "@linli/scale";
import type { Scale } from "@linli/subgraph";
import { steps } from "./scale/statements.ts";
import { couponCodes } from "./src/coupons/coupon-code.ts";
import type { relations } from "./src/db/relations.ts";

/**
 * Merchants of a prefecture around those of the demo world, three years of their offers, and seven million coupons, whose codes
 * hold for this secret. They are history that nobody is told of anew: no events are written.
 */
export function scale({ couponSecret }: { couponSecret: string }): Scale<typeof relations> {
  const codes = couponCodes(couponSecret);
  return async ({ db, now }, report) => {
    const places = await db.query.places.findMany({
      columns: { id: true },
      where: { kind: { in: ["QUARTER", "COMMUNITY"] }, id: { notIn: demoPlaces.map(({ id }) => id) } },
      orderBy: { id: "asc" },
    });
    if (places.length === 0)
      throw new Error("The places of the prefecture are not here yet: people sends them.");
    const laidOut = steps({
      places: places.map(({ id }) => id),
      codes,
      today: midnight(dateIn(now())),
    });
    return db.transaction(async (tx) => {
      if (
        await tx.query.merchants.findFirst({ columns: { id: true }, where: { id: numberedId("merchant:0") } })
      )
        return false;
      await layOut(tx, laidOut, report);
      return true;
    });
  };
}
