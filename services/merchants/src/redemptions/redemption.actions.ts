import {
  DomainError,
  IdempotencyKeyReused,
  InvalidInput,
  isUuid,
  maxFen,
  NotAllowed,
  NotSignedIn,
} from "@linli/kernel";
import { storableText } from "@linli/subgraph";
import { z } from "zod";
import type { Context } from "../context.ts";
import { InvalidCode } from "../coupons/coupon.errors.ts";
import { readCode } from "../coupons/coupon-code.ts";
import { extended } from "../coupons/use-window.rules.ts";
import type { Db } from "../db/client.ts";
import { lockForGuessing } from "../devices/device.actions.ts";
import { InvalidDeviceSignature } from "../devices/device.errors.ts";
import { deviceState, guessRefusal, lockRefusal } from "../devices/device.rules.ts";
import { isSignedBy, signedText } from "../devices/device-signature.ts";
import { type DeviceRow, findDevice } from "../devices/device.store.ts";
import { type Guesser, throttle } from "../guesses/guess.rules.ts";
import { countGuesses, noteInvalidCode } from "../guesses/guess.store.ts";
import { findWork, staffRoles } from "../merchants/merchant.rules.ts";
import { findOutletWithStaff } from "../merchants/merchant.store.ts";
import { OutletRetired } from "../outlets/outlet.errors.ts";
import { book } from "./booking.actions.ts";
import { BudgetExhausted, QrExpired } from "./redemption.errors.ts";
import { redeem } from "./redemption.rules.ts";
import { type CouponRef, findByNonce, findCouponAt, findRepeated, lockCoupon } from "./redemption.store.ts";

const redemption = z.object({
  code: z.string().max(300),
  outletId: z.string().toLowerCase(),
  nonce: storableText.min(8).max(100),
  spentFen: z.int().min(0).max(maxFen),
  device: z.object({ id: z.string().toLowerCase(), signature: z.string().max(100) }).nullish(),
});
type Redemption = z.output<typeof redemption>;

/**
 * Redeems a coupon at an outlet, by somebody who works there, with its code or its QR. A code that is unknown and one of
 * another merchant get the same answer. The same nonce again gives the first redemption again, so that a till can repeat a
 * lost request. Those who guess wait for each other: no burst passes the limits of `guess.rules.ts`.
 */
export async function redeemCoupon(context: Context, input: z.input<typeof redemption>) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = redemption.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const asked = parsed.data;
  const { outletId, nonce, spentFen } = asked;

  const at = now();
  const outlet = isUuid(outletId) ? await findOutletWithStaff(db, outletId, viewer.person) : undefined;
  const work = outlet && findWork(outlet.staff, staffRoles, at, outlet.id);
  if (!work) return new NotAllowed("You do not work at this outlet.");
  const device = asked.device ? await signingDevice(db, asked) : null;
  if (device instanceof DomainError) return device;
  const { ref, expiresAt } = read(context, asked.code);
  const guesser: Guesser = {
    staffId: viewer.person,
    outletId,
    addressHash: context.hashOfAddress(context.address),
    deviceId: device?.id ?? null,
  };

  return db
    .transaction(async (tx) => {
      const counts = await countGuesses(tx, guesser, at, device?.unlockedAt ?? null);
      // A lost answer is given again in any case: who repeats it knows coupon and nonce, and guesses nothing.
      const repeated = ref && (await findRepeated(tx, { outletId, nonce, ref, spentFen }));
      if (repeated) return repeated;
      if (outlet.retiredAt) return new OutletRetired();
      const locked = device && (lockRefusal(device) ?? guessRefusal(counts.device.count));
      if (locked) return locked;
      const throttled = throttle(counts, at);
      if (throttled) return throttled;
      if (expiresAt && at >= expiresAt) return new QrExpired();
      const found = ref && (await findCouponAt(tx, outlet.merchantId, ref));
      if (!found) {
        await noteInvalidCode(tx, guesser, at);
        if (device && guessRefusal(counts.device.count + 1)) await lockForGuessing(tx, context, device.id);
        return new InvalidCode();
      }

      const { coupon, budgetLeftFen, standing } = await lockCoupon(tx, found);
      if (await findByNonce(tx, outletId, nonce)) return new IdempotencyKeyReused();
      const { state: merchant, suspensions } = outlet.merchant;
      const redeemedAt = standing?.redeemedAt ?? null;
      const shown = extended(coupon, suspensions, at);
      const saved = redeem({ coupon: shown, merchant, budgetLeftFen, redeemedAt, spentFen }, at);
      if (saved instanceof DomainError) return saved;
      const booking = {
        outletId,
        staffId: viewer.person,
        deviceId: device?.id ?? null,
        redeemedAt: at,
        scannedAt: null,
        nonce,
        spentFen,
        savedFen: saved,
      };
      const row = await book(tx, context, coupon, booking, { role: work.role, scope: outletId });
      return row ?? new IdempotencyKeyReused();
    })
    .catch(budgetRefusal);
}

/** What a till has typed or scanned; of a QR also when it ends. Null where it can be no coupon's. */
function read(
  { couponCodes, couponQrs }: Context,
  text: string,
): { ref: CouponRef | null; expiresAt: Date | null } {
  const qr = text.includes(".") ? couponQrs.read(text.trim()) : null;
  if (qr) return { ref: { couponId: qr.couponId }, expiresAt: qr.expiresAt };
  const code = readCode(text);
  return { ref: code === null ? null : { codeHash: couponCodes.hashOf(code) }, expiresAt: null };
}

/** The till that has signed a redemption, or that it has not; whether it is locked is asked when the guesses are counted. */
async function signingDevice(db: Db, asked: Redemption): Promise<DeviceRow | InvalidDeviceSignature> {
  const { id, signature } = asked.device!;
  const device = isUuid(id) ? await findDevice(db, id) : undefined;
  const text = signedText("redeem", [id, asked.outletId, asked.nonce, asked.spentFen, asked.code]);
  const isOurs = device?.publicKey && device.outletId === asked.outletId && deviceState(device) !== "REVOKED";
  if (!isOurs || !isSignedBy(device.publicKey!, text, signature)) return new InvalidDeviceSignature();
  return device;
}

/** Another till may take the last of the budget at the same time: then nothing of this redemption stays. */
function budgetRefusal(error: unknown) {
  if (error instanceof BudgetExhausted) return error;
  throw error;
}
