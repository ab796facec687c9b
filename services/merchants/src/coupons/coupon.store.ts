import { and, eq, gt } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { offers } from "../offers/offer.table.ts";
import { coupons, invalidCodes } from "./coupon.table.ts";

export type CouponRow = typeof coupons.$inferSelect;

export async function findCouponByKey(db: Db, holderId: string, idempotencyKey: string) {
  const [coupon] = await db
    .select()
    .from(coupons)
    .where(and(eq(coupons.holderId, holderId), eq(coupons.idempotencyKey, idempotencyKey)));
  return coupon;
}

export function countCoupons(db: Db, holderId: string): Promise<number> {
  return db.$count(coupons, eq(coupons.holderId, holderId)).then(Number);
}

/** Locks the coupon: two tills redeeming one coupon are served one at a time. */
export async function lockCouponByHash(db: Db, codeHash: string) {
  const [row] = await db
    .select({ coupon: coupons, merchantId: offers.merchantId })
    .from(coupons)
    .innerJoin(offers, eq(offers.id, coupons.offerId))
    .where(eq(coupons.codeHash, codeHash))
    .for("update", { of: coupons });
  return row;
}

/** True when the coupon was still issued. */
export async function markRedeemed(db: Db, id: string): Promise<boolean> {
  const { rowCount } = await db
    .update(coupons)
    .set({ state: "REDEEMED" })
    .where(and(eq(coupons.id, id), eq(coupons.state, "ISSUED")));
  return rowCount === 1;
}

export async function countInvalidCodes(db: Db, staffId: string, since: Date): Promise<number> {
  return db.$count(invalidCodes, and(eq(invalidCodes.staffId, staffId), gt(invalidCodes.at, since)));
}

export async function noteInvalidCode(db: Db, entry: typeof invalidCodes.$inferInsert): Promise<void> {
  await db.insert(invalidCodes).values(entry);
}
