import { and, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { coupons } from "../coupons/coupon.table.ts";
import { extended } from "../coupons/use-window.rules.ts";
import type { Db } from "../db/client.ts";
import { offers } from "../offers/offer.table.ts";
import { workingAt } from "./merchant.rules.ts";
import { merchants, merchantStaff } from "./merchant.table.ts";

export type MerchantRow = typeof merchants.$inferSelect;

/** The entries of a person at a merchant; whether they are in force is asked of the clock. */
export function findStaff(db: Db, merchantId: string, personId: string) {
  return db.query.merchantStaff.findMany({ where: { merchantId, personId } });
}

export function findMerchant(db: Db, id: string) {
  return db.query.merchants.findFirst({ where: { id } });
}

/** A merchant with what decides who may do something about it: where its shops are, and what a person is there. */
export function findMerchantForDecision(db: Db, id: string, personId: string) {
  return db.query.merchants.findFirst({
    where: { id },
    with: {
      outlets: { columns: { placeId: true }, where: { retiredAt: { isNull: true } } },
      staff: { where: { personId } },
    },
  });
}

/** An outlet with its merchant's state and suspensions and with what a person is at that merchant. */
export function findOutletWithStaff(db: Db, outletId: string, personId: string) {
  return db.query.outlets.findFirst({
    columns: { id: true, merchantId: true, retiredAt: true },
    where: { id: outletId },
    with: {
      merchant: { columns: { state: true }, with: { suspensions: true } },
      staff: { where: { personId } },
    },
  });
}

export async function insertMerchant(
  tx: Db,
  merchant: typeof merchants.$inferInsert,
  owner: typeof merchantStaff.$inferInsert,
): Promise<MerchantRow> {
  const [row] = await tx.insert(merchants).values(merchant).returning();
  await tx.insert(merchantStaff).values(owner);
  return row!;
}

/** Moves a merchant on from the state it was seen in; undefined when somebody else was first. */
export async function moveMerchant(
  tx: Db,
  { id, state }: Pick<MerchantRow, "id" | "state">,
  values: Partial<MerchantRow>,
): Promise<MerchantRow | undefined> {
  const [row] = await tx
    .update(merchants)
    .set(values)
    .where(and(eq(merchants.id, id), eq(merchants.state, state)))
    .returning();
  return row;
}

/** Keeps a merchant, its staff and what it has out as they are until the transaction ends. */
export async function lockMerchant(tx: Db, id: string): Promise<void> {
  await tx.select({ id: merchants.id }).from(merchants).where(eq(merchants.id, id)).for("update");
}

export async function countOwners(db: Db, merchantId: string, at: Date): Promise<number> {
  const owners = await db.query.merchantStaff.findMany({
    columns: { personId: true },
    where: { merchantId, role: "OWNER", ...workingAt(at) },
  });
  return new Set(owners.map(({ personId }) => personId)).size;
}

/** What a merchant owes to residents: offers that are or may come to be claimed, and coupons that can still be used. */
export async function countOwed(db: Db, merchantId: string, at: Date) {
  const suspensions = await db.query.merchantSuspensions.findMany({ where: { merchantId } });
  const suspendedMs = suspensions.reduce((sum, { from, until }) => sum + (+(until ?? at) - +from), 0);
  const ofIt = db.select({ id: offers.id }).from(offers).where(eq(offers.merchantId, merchantId));
  const unused = and(sql`${coupons.offerId} in ${ofIt}`, eq(coupons.state, "ISSUED"));
  const standing = await db.$count(
    offers,
    and(
      eq(offers.merchantId, merchantId),
      inArray(offers.state, ["SUBMITTED", "APPROVED", "PAUSED"]),
      gt(offers.claimUntil, at),
    ),
  );
  const usable = await db.$count(coupons, and(unused, gt(coupons.useUntil, at)));
  // Over by what was agreed, and perhaps not by what its suspensions add.
  const late = await db
    .select({ claimedAt: coupons.claimedAt, useFrom: coupons.useFrom, useUntil: coupons.useUntil })
    .from(coupons)
    .where(and(unused, lte(coupons.useUntil, at), gt(coupons.useUntil, new Date(+at - suspendedMs))));
  const stillUsable = late.filter((coupon) => extended(coupon, suspensions, at).useUntil > at);
  return { offers: standing, coupons: usable + stillUsable.length };
}
