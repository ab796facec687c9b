import { liesInScope } from "@linli/measures";
import type { PlaceScope } from "@linli/passport";
import { and, asc, count, eq, isNull, sql } from "drizzle-orm";
import { coupons } from "../coupons/coupon.table.ts";
import type { Db } from "../db/client.ts";
import { redemptions } from "../redemptions/redemption.table.ts";
import type { CouponFigures } from "./coupon-measures.rules.ts";

/** Figures by place and month of the claim, for coupons that count for a place of the scope. */
export function couponFigures(db: Db, scope: PlaceScope): Promise<CouponFigures[]> {
  return db
    .select({
      placeId: coupons.placeId,
      month: sql<string>`to_char(${coupons.claimedAt} at time zone 'Asia/Shanghai', 'YYYY-MM')`.as("month"),
      claimers: sql<number>`count(distinct ${coupons.holderId})`.mapWith(Number).as("claimers"),
      redeemers: sql<number>`count(distinct ${coupons.holderId}) filter (where ${redemptions.id} is not null)`
        .mapWith(Number)
        .as("redeemers"),
      claimed: count().as("claimed"),
      redeemed: count(redemptions.id).as("redeemed"),
      savedFen: sql<number>`coalesce(sum(${redemptions.savedFen}), 0)`.mapWith(Number).as("saved_fen"),
    })
    .from(coupons)
    .leftJoin(redemptions, and(eq(redemptions.couponId, coupons.id), isNull(redemptions.reversedAt)))
    .where(liesInScope(coupons.placeId, scope))
    .groupBy(sql`1`, sql`2`)
    .orderBy(asc(sql`1`), asc(sql`2`));
}
