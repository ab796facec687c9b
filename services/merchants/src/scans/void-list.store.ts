import { sql } from "drizzle-orm";
import { coupons } from "../coupons/coupon.table.ts";
import type { Db } from "../db/client.ts";
import { merchantSuspensions } from "../merchants/suspension.table.ts";
import { couponChanges } from "./coupon-change.table.ts";
import { type VoidListCursor, voidListPage } from "./void-list.rules.ts";

type Row = { coupon_id: string | null; transaction: string | null; is_good: boolean | null; floor: string };

/**
 * A page of what changed with a merchant's coupons since a cursor, in the order of transactions, and how far a reading that
 * begins now can be sure of; without coupons whose time is over even with what suspensions may have added to it. A change that was not yet committed then comes with the next reading; some come twice.
 */
export async function readVoidList(db: Db, merchantId: string, cursor: VoidListCursor, at: Date) {
  const { rows } = await db.execute<Row>(sql`
    with snapshot as (
      select pg_snapshot_xmin(pg_current_snapshot()) as floor, pg_snapshot_xmax(pg_current_snapshot()) as ceiling),
    suspended as (
      select coalesce(sum(coalesce("until", ${at}) - "from"), '0') as time from ${merchantSuspensions}
      where ${merchantSuspensions.merchantId} = ${merchantId})
    select page.*, snapshot.floor::text from snapshot left join lateral (
      select ${couponChanges.couponId}, ${couponChanges.transaction}::text, ${coupons.state} = 'ISSUED' as is_good
      from suspended, ${couponChanges} join ${coupons} on ${coupons.id} = ${couponChanges.couponId}
      where ${couponChanges.merchantId} = ${merchantId} and ${coupons.useUntil} > ${at}::timestamptz - suspended.time
        and (${couponChanges.transaction}, ${couponChanges.couponId}) >
            (case when ${cursor.floor}::xid8 > snapshot.ceiling then '0' else ${cursor.at} end::xid8, ${cursor.couponId}::uuid)
      order by ${couponChanges.transaction}, ${couponChanges.couponId} limit ${voidListPage}) page on true
    order by page.transaction::numeric, page.coupon_id`);
  const entries = rows.flatMap(({ coupon_id: couponId, is_good: isGood }) =>
    couponId === null ? [] : [{ couponId, isGood: isGood! }],
  );
  const last = entries.length === voidListPage ? rows.at(-1)! : null;
  return {
    entries,
    floor: rows[0]!.floor,
    last: last && { at: last.transaction!, couponId: last.coupon_id! },
  };
}
