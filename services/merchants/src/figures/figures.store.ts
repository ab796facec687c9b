import { and, asc, count, eq, gte, isNull, lt, sql } from "drizzle-orm";
import { coupons } from "../coupons/coupon.table.ts";
import type { Db } from "../db/client.ts";
import { outlets } from "../merchants/merchant.table.ts";
import { offers } from "../offers/offer.table.ts";
import { redemptions } from "../redemptions/redemption.table.ts";
import type { Regulars } from "./figures.rules.ts";

type Days = { from: Date; until: Date };

/** A day (`yyyy-mm-dd`), or an hour of the day (`00` to `23`), in Asia/Shanghai. */
export type TimeFormat = "YYYY-MM-DD" | "HH24";

const shanghai = (column: typeof coupons.claimedAt | typeof redemptions.redeemedAt, format: TimeFormat) =>
  sql<string>`to_char(${column} at time zone 'Asia/Shanghai', ${sql.raw(`'${format}'`)})`;

/** A merchant's redemptions that stand, by when the coupon was used. */
const redeemedIn = (merchantId: string, { from, until }: Days) =>
  and(
    eq(outlets.merchantId, merchantId),
    gte(redemptions.redeemedAt, from),
    lt(redemptions.redeemedAt, until),
    isNull(redemptions.reversedAt),
  );

const saved = sql<number>`coalesce(sum(${redemptions.savedFen}), 0)`.mapWith(Number);

export async function redeemedOf(db: Db, merchantId: string, days: Days) {
  const [row] = await db
    .select({ redeemed: count(), savedFen: saved })
    .from(redemptions)
    .innerJoin(outlets, eq(outlets.id, redemptions.outletId))
    .where(redeemedIn(merchantId, days));
  return row!;
}

export function redeemedByOutlet(db: Db, merchantId: string, days: Days) {
  return db
    .select({ outletId: redemptions.outletId, redeemed: count(), savedFen: saved })
    .from(redemptions)
    .innerJoin(outlets, eq(outlets.id, redemptions.outletId))
    .where(redeemedIn(merchantId, days))
    .groupBy(redemptions.outletId)
    .orderBy(asc(redemptions.outletId));
}

/** Those with any, by time. */
export function redeemedByTime(db: Db, merchantId: string, days: Days, by: TimeFormat) {
  return db
    .select({ time: shanghai(redemptions.redeemedAt, by), redeemed: count() })
    .from(redemptions)
    .innerJoin(outlets, eq(outlets.id, redemptions.outletId))
    .where(redeemedIn(merchantId, days))
    .groupBy(sql`1`)
    .orderBy(asc(sql`1`));
}

const claimedIn = (merchantId: string, { from, until }: Days) =>
  and(eq(offers.merchantId, merchantId), gte(coupons.claimedAt, from), lt(coupons.claimedAt, until));

export async function claimedOf(db: Db, merchantId: string, days: Days): Promise<number> {
  const [row] = await db
    .select({ claimed: count() })
    .from(coupons)
    .innerJoin(offers, eq(offers.id, coupons.offerId))
    .where(claimedIn(merchantId, days));
  return row!.claimed;
}

/** The same as `redeemedByTime`, of claims. */
export function claimedByTime(db: Db, merchantId: string, days: Days, by: TimeFormat) {
  return db
    .select({ time: shanghai(coupons.claimedAt, by), claimed: count() })
    .from(coupons)
    .innerJoin(offers, eq(offers.id, coupons.offerId))
    .where(claimedIn(merchantId, days))
    .groupBy(sql`1`)
    .orderBy(asc(sql`1`));
}

/** How many residents redeemed at a merchant in these days, and how many of them at least twice. */
export async function regularsOf(db: Db, merchantId: string, days: Days): Promise<Regulars> {
  const visits = db
    .select({ holderId: coupons.holderId, visits: count().as("visits") })
    .from(redemptions)
    .innerJoin(outlets, eq(outlets.id, redemptions.outletId))
    .innerJoin(coupons, eq(coupons.id, redemptions.couponId))
    .where(redeemedIn(merchantId, days))
    .groupBy(coupons.holderId)
    .as("visits_of");
  const [row] = await db
    .select({
      redeemers: count(),
      returning: sql<number>`count(*) filter (where ${visits.visits} >= 2)`.mapWith(Number),
    })
    .from(visits);
  return row!;
}
