import { couponMoved, record } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { causeOf, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { CouponRow } from "../coupons/coupon.store.ts";
import type { Db } from "../db/client.ts";
import { BudgetExhausted } from "./redemption.errors.ts";
import { insertRedemption, markRedeemed, type RedemptionRow, takeBudget } from "./redemption.store.ts";

export type Booking = Pick<
  RedemptionRow,
  "outletId" | "staffId" | "deviceId" | "redeemedAt" | "scannedAt" | "nonce" | "spentFen" | "savedFen"
>;

/**
 * Books a redemption of a coupon that the transaction holds locked and has found good: budget, redemption, coupon and event
 * together. Undefined where the nonce stands for another one at that outlet; throws `BudgetExhausted`, and a coupon that is
 * not as it was read is a bug.
 */
export async function book(
  tx: Db,
  context: Context,
  coupon: CouponRow,
  booking: Booking,
  right: Right,
): Promise<RedemptionRow | undefined> {
  const at = context.now();
  const row = await insertRedemption(tx, {
    ...booking,
    id: uuidv7(+at),
    couponId: coupon.id,
    receivedAt: at,
  });
  if (!row) return undefined;
  if (!(await markRedeemed(tx, coupon.id))) throw new Error("A locked coupon was not as it was read.");
  const { id: couponId, offerId, holderId, state: from } = coupon;
  const { outletId, savedFen } = row;
  const step = { couponId, offerId, holderId, from, to: "REDEEMED", outletId, savedFen };
  await record(tx, couponMoved, step, causeOf(context, right));
  // Last, so that the one row that all tills of an offer meet at is locked for as short as can be.
  if (coupon.snapshot.kind === "DISCOUNT" && !(await takeBudget(tx, offerId, savedFen)))
    throw new BudgetExhausted();
  return row;
}
