import { and, eq, isNull } from "drizzle-orm";
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

/** Undefined when the nonce was taken meanwhile. */
export async function insertRedemption(db: Db, redemption: typeof redemptions.$inferInsert) {
  const [row] = await db.insert(redemptions).values(redemption).onConflictDoNothing().returning();
  return row;
}
