import { liesInScope } from "@linli/measures";
import type { PlaceScope } from "@linli/passport";
import { and, asc, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import { coupons } from "../coupons/coupon.table.ts";
import type { Db } from "../db/client.ts";
import { merchants, outlets } from "../merchants/merchant.table.ts";
import { offers } from "../offers/offer.table.ts";
import { redemptions } from "../redemptions/redemption.table.ts";
import type { CouponFigures, MeasureDimension } from "./coupon-measures.rules.ts";

const claimed = (format: string): SQL<string> =>
  sql<string>`to_char(${coupons.claimedAt} at time zone 'Asia/Shanghai', ${sql.raw(`'${format}'`)})`;

/** What a coupon's figures count for: by the place of the offer that its holder lives in, the claim's time, the offer. */
const keys: Record<MeasureDimension, SQL<string>> = {
  PLACE: sql<string>`${coupons.placeId}`,
  MONTH: claimed("YYYY-MM"),
  WEEK: claimed('IYYY-"W"IW'),
  DAY: claimed("YYYY-MM-DD"),
  KIND: sql<string>`${offers.kind}`,
  MERCHANT_KIND: sql<string>`${merchants.kind}`,
  // Where it was redeemed; of those that were not, and where shops lie in no district: nowhere.
  DISTRICT: sql<string>`coalesce(${outlets.districtId}::text, '')`,
};

/** Figures by these dimensions, for coupons that count for a place of the scope. */
export async function couponFigures(
  db: Db,
  scope: PlaceScope,
  dimensions: readonly MeasureDimension[],
): Promise<CouponFigures[]> {
  const by = dimensions.map((dimension) => keys[dimension]);
  const rows = await db
    .select({
      at: sql<string[]>`array[${sql.join(by, sql`, `)}]::text[]`,
      claimers: sql<number>`count(distinct ${coupons.holderId})`.mapWith(Number),
      redeemers:
        sql<number>`count(distinct ${coupons.holderId}) filter (where ${redemptions.id} is not null)`.mapWith(
          Number,
        ),
      claimed: count(),
      redeemed: count(redemptions.id),
      savedFen: sql<number>`coalesce(sum(${redemptions.savedFen}), 0)`.mapWith(Number),
    })
    .from(coupons)
    .innerJoin(offers, eq(offers.id, coupons.offerId))
    .innerJoin(merchants, eq(merchants.id, offers.merchantId))
    .leftJoin(redemptions, and(eq(redemptions.couponId, coupons.id), isNull(redemptions.reversedAt)))
    .leftJoin(outlets, eq(outlets.id, redemptions.outletId))
    .where(liesInScope(coupons.placeId, scope))
    .groupBy(sql`1`)
    .orderBy(asc(sql`1`));
  return rows.map(({ at, ...figures }) => ({
    ...figures,
    at: Object.fromEntries(dimensions.map((dimension, index) => [dimension, at[index]!])),
  }));
}
