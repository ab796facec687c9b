import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { redemptions } from "../redemptions/redemption.table.ts";
import { ratings } from "./rating.table.ts";

export type RatingRow = typeof ratings.$inferSelect;

/** A holder's own coupon with the redemption of it that stands and what was said of that. */
export function findForRating(db: Db, couponId: string, holderId: string) {
  return db.query.coupons.findFirst({
    columns: { id: true, offerId: true },
    where: { id: couponId, holderId },
    with: {
      offer: { columns: { merchantId: true } },
      standing: { columns: { id: true, outletId: true, redeemedAt: true }, with: { rating: true } },
    },
  });
}

/** Undefined when the redemption was rated meanwhile. */
export async function insertRating(
  tx: Db,
  rating: typeof ratings.$inferInsert,
): Promise<RatingRow | undefined> {
  const [row] = await tx.insert(ratings).values(rating).onConflictDoNothing().returning();
  return row;
}

/**
 * Says a rating anew: what was said of a redemption of the coupon that was reversed becomes what is said of the one that
 * stands. Undefined where nothing was said, or that is hidden.
 */
export async function sayAnew(
  tx: Db,
  couponId: string,
  { id: _id, ...said }: typeof ratings.$inferInsert,
): Promise<RatingRow | undefined> {
  const reversed = tx
    .select({ id: redemptions.id })
    .from(redemptions)
    .where(and(eq(redemptions.couponId, couponId), isNotNull(redemptions.reversedAt)));
  const ofReversed = and(inArray(ratings.redemptionId, reversed), isNull(ratings.hiddenAt));
  const one = tx.select({ id: ratings.id }).from(ratings).where(ofReversed).limit(1);
  const [row] = await tx
    .update(ratings)
    .set({ ...said, answer: null, answeredBy: null, answeredAt: null })
    .where(and(inArray(ratings.id, one), ofReversed))
    .returning();
  return row;
}

export function findRating(db: Db, id: string): Promise<RatingRow | undefined> {
  return db.query.ratings.findFirst({ where: { id } });
}

export function findRatingOf(db: Db, redemptionId: string): Promise<RatingRow | undefined> {
  return db.query.ratings.findFirst({ where: { redemptionId } });
}

/** Changes a rating that is not hidden; undefined when it is. */
export async function updateRating(
  tx: Db,
  id: string,
  values: Partial<RatingRow>,
): Promise<RatingRow | undefined> {
  const [row] = await tx
    .update(ratings)
    .set(values)
    .where(and(eq(ratings.id, id), isNull(ratings.hiddenAt)))
    .returning();
  return row;
}
