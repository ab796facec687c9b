import { liesInScope } from "@linli/measures";
import type { PlaceScope } from "@linli/passport";
import { and, gte, lt, type SQL, sql, type SQLWrapper } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { coupons } from "../coupons/coupon.table.ts";
import type { Db } from "../db/client.ts";
import { merchants, outlets } from "../merchants/merchant.table.ts";
import { offers } from "../offers/offer.table.ts";
import { redemptions } from "../redemptions/redemption.table.ts";
import type { CouponFigures, MeasureDimension, Period } from "./coupon-measures.rules.ts";

/** What a coupon counts for: as it is grouped by, and how a group of it is called. */
type Key = { column: SQL; name(column: SQL): SQL };

const claimedIn = (unit: "day" | "month" | "week", format: string): Key => ({
  column: sql`date_trunc(${sql.raw(`'${unit}'`)}, ${coupons.claimedAt} at time zone 'Asia/Shanghai')`,
  name: (column) => sql`to_char(${column}, ${sql.raw(`'${format}'`)})`,
});
const calledAsItIs = (column: PgColumn): Key => ({
  column: sql`${column}`,
  name: (known) => sql`${known}::text`,
});

/** The place of the offer that its holder lives in, the claim's time, the offer. */
const keys: Record<MeasureDimension, Key> = {
  PLACE: calledAsItIs(coupons.placeId),
  MONTH: claimedIn("month", "YYYY-MM"),
  WEEK: claimedIn("week", 'IYYY-"W"IW'),
  DAY: claimedIn("day", "YYYY-MM-DD"),
  KIND: calledAsItIs(offers.kind),
  MERCHANT_KIND: calledAsItIs(merchants.kind),
  // Where it was redeemed; of those that were not, and where shops lie in no district: nowhere.
  DISTRICT: { column: sql`${outlets.districtId}`, name: (column) => sql`coalesce(${column}::text, '')` },
};

/** Coupons that count for a place of the scope and were claimed in the period. */
const counted = (scope: PlaceScope, { from, until }: Period) =>
  and(
    liesInScope(coupons.placeId, scope),
    from ? gte(coupons.claimedAt, from) : undefined,
    until ? lt(coupons.claimedAt, until) : undefined,
  ) ?? sql`true`;

/** Whether there are more of them than so many, which is found out faster than how many there are. */
export async function areMoreThan(db: Db, most: number, scope: PlaceScope, period: Period): Promise<boolean> {
  const some = db
    .select({ id: sql`1` })
    .from(coupons)
    .where(counted(scope, period))
    .limit(most + 1)
    .as("some");
  return (await db.$count(some)) > most;
}

/**
 * Figures by each of these choices of dimensions, for coupons that count for a place of the scope and were claimed in the
 * period. What they are counted from is read once for all, and told apart by short keys that get their names at the end:
 * there may be half a million coupons and a few thousand groups.
 */
export async function couponFigures(
  db: Db,
  scope: PlaceScope,
  period: Period,
  choices: readonly (readonly MeasureDimension[])[],
): Promise<CouponFigures[][]> {
  const known = [...new Set(choices.flat())];
  const columnOf = (dimension: MeasureDimension) => sql.identifier(`by_${dimension.toLowerCase()}`);
  const perPerson = sql`
    select ${list(known.map((dimension) => sql`${keys[dimension].column} as ${columnOf(dimension)}`))},
      ${coupons.holderId} as holder, count(*) as claimed, count(${redemptions.id}) as redeemed, sum(${redemptions.savedFen}) as saved
    from ${coupons}
    join ${offers} on ${offers.id} = ${coupons.offerId}
    join ${merchants} on ${merchants.id} = ${offers.merchantId}
    left join ${redemptions} on ${redemptions.couponId} = ${coupons.id} and ${redemptions.reversedAt} is null
    left join ${outlets} on ${outlets.id} = ${redemptions.outletId}
    where ${counted(scope, period)}
    group by ${list([...known.map(columnOf), sql`holder`])}`;
  const figures = choices.map((choice, nth) => {
    const names = choice.map((dimension) => keys[dimension].name(sql`${columnOf(dimension)}`));
    return sql`
      select ${sql.raw(String(nth))} as choice, array[${list(names)}] as at, count(distinct holder)::integer as claimers,
        count(distinct holder) filter (where redeemed > 0)::integer as redeemers, sum(claimed)::integer as claimed,
        sum(redeemed)::integer as redeemed, coalesce(sum(saved), 0)::float8 as "savedFen"
      from per_person group by ${list(choice.map(columnOf))}`;
  });
  const { rows } = await db.execute<Omit<CouponFigures, "at"> & { choice: number; at: string[] }>(
    sql`with per_person as (${perPerson}) ${sql.join(figures, sql` union all `)} order by choice, at`,
  );
  return choices.map((choice, nth) =>
    rows
      .filter((row) => row.choice === nth)
      .map(({ choice: _choice, at, ...row }) => ({
        ...row,
        at: Object.fromEntries(choice.map((dimension, index) => [dimension, at[index]!])),
      })),
  );
}

const list = (parts: readonly SQLWrapper[]) => sql.join([...parts], sql`, `);
