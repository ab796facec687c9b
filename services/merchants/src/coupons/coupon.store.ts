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
