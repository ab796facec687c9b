import { and, eq, isNull } from "drizzle-orm";
import { coupons } from "../coupons/coupon.table.ts";
import type { Db } from "../db/client.ts";
import { redemptions } from "./redemption.table.ts";

export async function findStanding(db: Db, couponId: string) {
  const [row] = await db
    .select()
    .from(redemptions)
    .where(and(eq(redemptions.couponId, couponId), isNull(redemptions.reversedAt)));
  return row;
}

export async function findByNonce(db: Db, outletId: string, nonce: string) {
  const [row] = await db
    .select()
    .from(redemptions)
    .where(and(eq(redemptions.outletId, outletId), eq(redemptions.nonce, nonce)));
  return row;
}

/** The redemption that a till asks for once more: the same nonce, code and amount at the same outlet. */
export async function findRepeated(
  db: Db,
  asked: { outletId: string; nonce: string; codeHash: string; spentFen: number },
) {
  const [row] = await db
    .select({ redemption: redemptions })
    .from(redemptions)
    .innerJoin(coupons, eq(coupons.id, redemptions.couponId))
    .where(
      and(
        eq(redemptions.outletId, asked.outletId),
        eq(redemptions.nonce, asked.nonce),
        eq(redemptions.spentFen, asked.spentFen),
        eq(coupons.codeHash, asked.codeHash),
      ),
    );
  return row?.redemption;
}

/** Undefined when the nonce was taken meanwhile. */
export async function insertRedemption(db: Db, redemption: typeof redemptions.$inferInsert) {
  const [row] = await db.insert(redemptions).values(redemption).onConflictDoNothing().returning();
  return row;
}
