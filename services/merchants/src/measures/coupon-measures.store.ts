import { and, asc, count, countDistinct, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { placePaths } from "@linli/places";
import { coupons } from "../coupons/coupon.table.ts";
import type { Db } from "../db/client.ts";
import { offers } from "../offers/offer.table.ts";
import { redemptions } from "../redemptions/redemption.table.ts";
import type { MeasureDimension } from "./coupon-measures.rules.ts";

const month = sql<string>`to_char(${coupons.claimedAt} at time zone 'Asia/Shanghai', 'YYYY-MM')`;

/** Figures of the coupons claimed in these places and below (null: everywhere), by the month of the claim. */
export function couponFigures(
  db: Db,
  dimensions: readonly MeasureDimension[],
  scope: readonly string[] | null,
  limit: number,
) {
  const by = <Value>(dimension: MeasureDimension, column: SQL<Value>) =>
    dimensions.includes(dimension) ? column : sql<null>`null`;
  const columns = {
    placeId: by("PLACE", sql<string>`${coupons.placeId}`).as("place_id"),
    month: by("MONTH", month).as("month"),
    kind: by("KIND", sql<string>`${offers.kind}`).as("kind"),
  };
  const inScope =
    scope === null
      ? undefined
      : inArray(
          coupons.placeId,
          db
            .select({ id: placePaths.placeId })
            .from(placePaths)
            .where(inArray(placePaths.ancestorId, [...scope])),
        );
  return db
    .select({
      ...columns,
      persons: countDistinct(coupons.holderId).as("persons"),
      redeemers:
        sql<number>`count(distinct ${coupons.holderId}) filter (where ${redemptions.id} is not null)::int`.as(
          "redeemers",
        ),
      claimed: count().as("claimed"),
      redeemed: count(redemptions.id).as("redeemed"),
      savedFen: sql<number>`coalesce(sum(${redemptions.savedFen}), 0)`.mapWith(Number).as("saved_fen"),
    })
    .from(coupons)
    .innerJoin(offers, eq(offers.id, coupons.offerId))
    .leftJoin(redemptions, and(eq(redemptions.couponId, coupons.id), isNull(redemptions.reversedAt)))
    .where(inScope)
    .groupBy(sql`1`, sql`2`, sql`3`)
    .orderBy(asc(sql`1`), asc(sql`2`), asc(sql`3`))
    .limit(limit);
}
