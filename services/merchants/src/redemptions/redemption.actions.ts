import { couponMoved, record } from "@linli/events";
import {
  IdempotencyKeyReused,
  InvalidInput,
  isUuid,
  maxFen,
  NotAllowed,
  NotSignedIn,
  uuidv7,
} from "@linli/kernel";
import { causeOf, storableText } from "@linli/subgraph";
import { z } from "zod";
import type { Context } from "../context.ts";
import { InvalidCode, OutsideUsableTimes, TooManyAttempts } from "../coupons/coupon.errors.ts";
import { readCode } from "../coupons/coupon-code.ts";
import { redeemRefusal } from "../coupons/coupon.rules.ts";
import {
  countInvalidCodes,
  lockCouponByHash,
  markRedeemed,
  noteInvalidCode,
} from "../coupons/coupon.store.ts";
import { findWork, staffRoles } from "../merchants/merchant.rules.ts";
import { findOutletWithStaff } from "../merchants/merchant.store.ts";
import { savedFen } from "../offers/offer-benefit.rules.ts";
import { isUsableAt } from "../offers/usable-times.rules.ts";
import { findByNonce, findRepeated, findStanding, insertRedemption } from "./redemption.store.ts";

const redemption = z.object({
  code: z.string().max(100),
  outletId: z.string().toLowerCase(),
  nonce: storableText.min(8).max(100),
  spentFen: z.int().min(0).max(maxFen),
});

/** Invalid codes that one person may type within the window before having to wait. */
const guesses = { allowed: 10, withinMs: 5 * 60_000 };

/**
 * Redeems a coupon at an outlet, by somebody who works there. A code that is unknown and one of another merchant get
 * the same answer. The same nonce again gives the first redemption again, so that a till can repeat a lost request.
 */
export async function redeemCoupon(context: Context, input: z.input<typeof redemption>) {
  const { db, now, viewer, couponCodes } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = redemption.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { code, outletId, nonce, spentFen } = parsed.data;

  const at = now();
  const outlet = isUuid(outletId) ? await findOutletWithStaff(db, outletId, viewer.person) : undefined;
  const work = outlet && findWork(outlet.staff, staffRoles, at, outlet.id);
  if (!work) return new NotAllowed("You do not work at this outlet.");
  const read = readCode(code);
  const codeHash = read === null ? null : couponCodes.hashOf(read);
  const since = new Date(+at - guesses.withinMs);
  if ((await countInvalidCodes(db, viewer.person, since)) >= guesses.allowed) {
    // A lost answer is given again all the same: who repeats it knows code and nonce, and guesses nothing.
    const asked = codeHash !== null && { outletId, nonce, codeHash, spentFen };
    return (asked && (await findRepeated(db, asked))) || new TooManyAttempts();
  }

  const outcome = await db.transaction(async (tx) => {
    const found = codeHash === null ? undefined : await lockCouponByHash(tx, codeHash);
    if (!found || found.merchantId !== outlet.merchantId) return new InvalidCode();
    const { coupon } = found;

    const sameNonce = await findByNonce(tx, outletId, nonce);
    if (sameNonce) {
      const same = sameNonce.couponId === coupon.id && sameNonce.spentFen === spentFen;
      return same ? sameNonce : new IdempotencyKeyReused();
    }
    const standing = await findStanding(tx, coupon.id);
    const refusal = redeemRefusal(
      { ...coupon, redeemedAt: standing?.redeemedAt ?? null },
      outlet.merchant.state,
      at,
    );
    if (refusal) return refusal;

    if (!isUsableAt(coupon.snapshot, at)) return new OutsideUsableTimes();
    const saved = savedFen(coupon.snapshot, spentFen);
    if (saved instanceof Error) return saved;
    const row = await insertRedemption(tx, {
      id: uuidv7(+at),
      couponId: coupon.id,
      outletId,
      staffId: viewer.person,
      redeemedAt: at,
      nonce,
      spentFen,
      savedFen: saved,
    });
    if (!row) return new IdempotencyKeyReused();
    if (!(await markRedeemed(tx, coupon.id))) throw new Error("A locked coupon was not as it was read.");
    const { id: couponId, offerId, holderId, state: from } = coupon;
    const step = { couponId, offerId, holderId, from, to: "REDEEMED", outletId, savedFen: saved };
    await record(tx, couponMoved, step, causeOf(context, { role: work.role, scope: outletId }));
    return row;
  });
  if (outcome instanceof InvalidCode) {
    await noteInvalidCode(db, { id: uuidv7(+at), staffId: viewer.person, outletId: outlet.id, at });
  }
  return outcome;
}
