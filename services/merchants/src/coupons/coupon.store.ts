import { type Cause, couponMoved, record } from "@linli/events";
import { and, eq } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { coupons } from "./coupon.table.ts";

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

/**
 * Voids all that is issued of an offer, with an event each: what terminating an offer may do, in the transaction that
 * terminated it and after that step, so that no claim is under way any more.
 */
export async function voidIssued(tx: Db, offerId: string, cause: Cause): Promise<void> {
  const voided = await tx
    .update(coupons)
    .set({ state: "VOIDED" })
    .where(and(eq(coupons.offerId, offerId), eq(coupons.state, "ISSUED")))
    .returning({ couponId: coupons.id, offerId: coupons.offerId, holderId: coupons.holderId });
  const step = { from: "ISSUED", to: "VOIDED", outletId: null, savedFen: null };
  await record(
    tx,
    couponMoved,
    voided.map((coupon) => ({ ...coupon, ...step })),
    cause,
  );
}
