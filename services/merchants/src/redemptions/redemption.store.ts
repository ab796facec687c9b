import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import { type CouponRow } from "../coupons/coupon.store.ts";
import { coupons } from "../coupons/coupon.table.ts";
import type { Db } from "../db/client.ts";
import { offers } from "../offers/offer.table.ts";
import { redemptions } from "./redemption.table.ts";

export type RedemptionRow = typeof redemptions.$inferSelect;

/** What names a coupon at a till: its code, known by its hash, or the id that a QR of ours holds. */
export type CouponRef = { codeHash: string } | { couponId: string };

const named = (ref: CouponRef) =>
  "codeHash" in ref ? eq(coupons.codeHash, ref.codeHash) : eq(coupons.id, ref.couponId);

/**
 * The id of a merchant's own coupon. One statement, without a lock, whether there is no such coupon or it is another
 * merchant's: neither the answer nor the way to it tells the two apart. Where there is none, some coupon is read in its place,
 * and its offer as well, so that it takes as long.
 */
export async function findCouponAt(db: Db, merchantId: string, ref: CouponRef): Promise<string | undefined> {
  const { rows } = await db.execute<{ id: string | null }>(sql`
    select case when is_named and ${offers.merchantId} = ${merchantId} then read.id end as id
    from (
      (select id, offer_id, true as is_named from ${coupons} where ${named(ref)})
      union all (select id, offer_id, false from ${coupons} order by id limit 1)
      order by is_named desc limit 1
    ) read
    join ${offers} on ${offers.id} = read.offer_id`);
  return rows[0]?.id ?? undefined;
}

export type LockedCoupon = {
  coupon: CouponRow;
  budgetLeftFen: number | null;
  standing: RedemptionRow | undefined;
};

/** Locks a coupon, so that tills redeeming it are served one at a time, and says what decides about it. */
export async function lockCoupon(tx: Db, id: string): Promise<LockedCoupon> {
  const [row] = await tx
    .select({
      coupon: coupons,
      budgetFen: offers.budgetFen,
      redeemedFen: offers.redeemedFen,
      kind: offers.kind,
    })
    .from(coupons)
    .innerJoin(offers, eq(offers.id, coupons.offerId))
    .where(eq(coupons.id, id))
    .for("update", { of: coupons });
  const { coupon, budgetFen, redeemedFen } = row!;
  const isOpen = coupon.snapshot.kind === "DISCOUNT" && budgetFen !== null;
  return {
    coupon,
    budgetLeftFen: isOpen ? budgetFen - redeemedFen : null,
    standing: await findStanding(tx, id),
  };
}

async function findStanding(db: Db, couponId: string): Promise<RedemptionRow | undefined> {
  const [row] = await db
    .select()
    .from(redemptions)
    .where(and(eq(redemptions.couponId, couponId), isNull(redemptions.reversedAt)));
  return row;
}

export async function findByNonce(
  db: Db,
  outletId: string,
  nonce: string,
): Promise<RedemptionRow | undefined> {
  const [row] = await db
    .select()
    .from(redemptions)
    .where(and(eq(redemptions.outletId, outletId), eq(redemptions.nonce, nonce)));
  return row;
}

/**
 * The redemption that a till asks for once more: the same nonce, coupon and amount at the same outlet. A code is looked at
 * where the nonce was used alone, so that whoever guesses one waits for nothing that depends on it.
 */
export async function findRepeated(
  db: Db,
  { outletId, nonce, ref, spentFen }: { outletId: string; nonce: string; ref: CouponRef; spentFen: number },
): Promise<RedemptionRow | undefined> {
  const row = await findByNonce(db, outletId, nonce);
  if (row?.spentFen !== spentFen) return undefined;
  const isSame = await db.$count(coupons, and(eq(coupons.id, row.couponId), named(ref)));
  return isSame ? row : undefined;
}

/** Undefined when the nonce was taken meanwhile. */
export async function insertRedemption(
  db: Db,
  redemption: typeof redemptions.$inferInsert,
): Promise<RedemptionRow | undefined> {
  const [row] = await db.insert(redemptions).values(redemption).onConflictDoNothing().returning();
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

/** What a coupon is once its redemption is reversed. */
export type Unredeemed = { state: "ISSUED" } | { state: "VOIDED"; voidReason: string | null };

/** Takes a coupon back from where its redemption has led it: it can be used again while the clock says so, or is void. */
export async function unredeem(db: Db, id: string, as: Unredeemed): Promise<boolean> {
  const { rowCount } = await db
    .update(coupons)
    .set(as)
    .where(and(eq(coupons.id, id), eq(coupons.state, "REDEEMED")));
  return rowCount === 1;
}

/** Takes from what an offer gives at tills: one conditional update, whose row count tells whether there was enough (I4). */
export async function takeBudget(db: Db, offerId: string, fen: number): Promise<boolean> {
  const { rowCount } = await db
    .update(offers)
    .set({ redeemedFen: sql`${offers.redeemedFen} + ${fen}` })
    .where(
      and(
        eq(offers.id, offerId),
        or(isNull(offers.budgetFen), lte(sql`${offers.redeemedFen} + ${fen}`, offers.budgetFen)),
      ),
    );
  return rowCount === 1;
}

export async function giveBudgetBack(db: Db, offerId: string, fen: number): Promise<void> {
  await db
    .update(offers)
    .set({ redeemedFen: sql`${offers.redeemedFen} - ${fen}` })
    .where(eq(offers.id, offerId));
}

export function findRedemption(db: Db, id: string) {
  return db.query.redemptions.findFirst({
    where: { id },
    with: { outlet: { columns: { merchantId: true, placeId: true } } },
  });
}

/** Reverses what stands; undefined when somebody else did meanwhile. */
export async function reverse(
  db: Db,
  id: string,
  values: { reversedAt: Date; reversedBy: string; reversalReason: string },
): Promise<RedemptionRow | undefined> {
  const [row] = await db
    .update(redemptions)
    .set(values)
    .where(and(eq(redemptions.id, id), isNull(redemptions.reversedAt)))
    .returning();
  return row;
}
