import { type Cause, couponMoved, record } from "@linli/events";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { offerStock } from "../stock/stock.table.ts";
import type { CouponRow } from "./coupon.store.ts";
import { coupons } from "./coupon.table.ts";

/** A coupon with what decides whether it is returned or voided, and by whom. */
export function findCouponForEnding(db: Db, id: string) {
  return db.query.coupons.findFirst({
    where: { id },
    with: {
      standing: { columns: { redeemedAt: true } },
      offer: {
        with: {
          merchant: { columns: { state: true } },
          places: { columns: { id: true }, with: { path: { columns: { id: true, kind: true } } } },
        },
      },
    },
  });
}

/** Keeps a coupon as it is until the transaction ends: coupons are locked before offers, and these before their stock. */
export async function lockForEnding(tx: Db, id: string) {
  await tx.select({ id: coupons.id }).from(coupons).where(eq(coupons.id, id)).for("update");
  return (await findCouponForEnding(tx, id))!;
}

/** The same for all that is issued of an offer now. */
export async function lockIssued(tx: Db, offerId: string): Promise<void> {
  await tx
    .select({ id: coupons.id })
    .from(coupons)
    .where(issuedOf(offerId))
    .orderBy(coupons.id)
    .for("update");
}

const issuedOf = (offerId: string) => and(eq(coupons.offerId, offerId), eq(coupons.state, "ISSUED"));

/** Returns a coupon that the transaction holds locked. Its slot is free from then on (I2). */
export async function markReturned(tx: Db, id: string): Promise<CouponRow> {
  const [row] = await tx.update(coupons).set({ state: "RETURNED" }).where(eq(coupons.id, id)).returning();
  return row!;
}

/** Voids a coupon that the transaction holds locked. It keeps its slot, and what it took of the stock. */
export async function markVoided(tx: Db, id: string, voidReason: string): Promise<CouponRow> {
  const [row] = await tx
    .update(coupons)
    .set({ state: "VOIDED", voidReason })
    .where(eq(coupons.id, id))
    .returning();
  return row!;
}

/**
 * Gives one of the stock back, and with it what of the budget a fixed value had reserved: to the first shard that has issued
 * some. Shards are waited for in their order, so that no two wait for each other. False where the offer is not approved any more.
 */
export async function giveBack(tx: Db, offerId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ shard: number }>(sql`
    update ${offerStock} set issued = issued - 1 from (
      select shard from ${offerStock} where offer_id = ${offerId} and open and issued > 0
      order by shard limit 1 for update) chosen
    where offer_stock.offer_id = ${offerId} and offer_stock.shard = chosen.shard returning offer_stock.shard`);
  return rows.length === 1;
}

/**
 * Voids all that is issued of an offer, with an event each: what terminating an offer may do, in the transaction that
 * terminated it and after that step, so that no claim is under way any more.
 */
export async function voidIssued(tx: Db, offerId: string, voidReason: string, cause: Cause): Promise<void> {
  const voided = await tx
    .update(coupons)
    .set({ state: "VOIDED", voidReason })
    .where(issuedOf(offerId))
    .returning({ couponId: coupons.id, offerId: coupons.offerId, holderId: coupons.holderId });
  const step = { from: "ISSUED", to: "VOIDED", outletId: null, savedFen: null };
  await record(
    tx,
    couponMoved,
    voided.map((coupon) => ({ ...coupon, ...step })),
    cause,
  );
}
