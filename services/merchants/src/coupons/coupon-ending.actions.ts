import { couponMoved, record } from "@linli/events";
import { InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { causeOf, idempotencyKey, once, type Right } from "@linli/subgraph";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { OwnMerchant } from "../merchants/merchant.errors.ts";
import { staffRoles } from "../merchants/merchant.rules.ts";
import { stepReason } from "../offers/offer.input.ts";
import { platformRight, reviewRight } from "../offers/offer-review.rules.ts";
import { merchantRight } from "../offers/offer-step.actions.ts";
import { OfferNotLive } from "./coupon.errors.ts";
import type { CouponRow } from "./coupon.store.ts";
import { returnRefusal, voidRefusal } from "./coupon-ending.rules.ts";
import {
  findCouponForEnding,
  giveBack,
  lockForEnding,
  markReturned,
  markVoided,
} from "./coupon-ending.store.ts";

const returned = z.object({ idempotencyKey });
const voided = z.object({ reason: stepReason, idempotencyKey });

/**
 * Gives a coupon back, by its holder: unused, and while the offer is live. In the same transaction one more of it can be
 * claimed, by its former holder too, whose slot is free (I2).
 */
export async function returnCoupon(context: Context, input: { id: string; idempotencyKey: string }) {
  const found = await find(context, input.id);
  if (found instanceof Error) return found;
  const { coupon, viewer } = found;
  if (coupon.holderId !== viewer.person) return new NotAllowed("A coupon is returned by its holder alone.");
  const parsed = returned.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { id, offerId, placeId } = coupon;
  const row = await once<typeof relations, CouponRow, NonNullable<ReturnType<typeof returnRefusal>>>(
    context,
    viewer,
    {
      key: parsed.data.idempotencyKey,
      request: ["returnCoupon", id],
      first: async (tx) => {
        const refusal = returnRefusal(await lockForEnding(tx, id), context.now());
        if (refusal) return refusal;
        // Somebody has paused it since it was read.
        if (!(await giveBack(tx, offerId))) return new OfferNotLive();
        const gone = await markReturned(tx, id);
        await announce(tx, context, gone, { role: "RESIDENT", scope: placeId });
        return gone;
      },
      again,
    },
  );
  if (!(row instanceof Error)) context.soldOut.delete(offerId);
  return row;
}

/**
 * Makes a coupon void with a reason that its holder reads, by the platform or by a reviewer whose scope holds the offer's
 * places and who does not work for the merchant. What was redeemed stays so.
 */
export async function voidCoupon(
  context: Context,
  input: { id: string; reason: string; idempotencyKey: string },
) {
  const found = await find(context, input.id);
  if (found instanceof Error) return found;
  const { coupon, viewer } = found;
  const { id, offer } = coupon;
  const right = platformRight(viewer, offer.places) ?? reviewRight(viewer, offer.places);
  if (!right) return new NotAllowed("This coupon is not for you to void.");
  if (await merchantRight(context, offer.merchantId, viewer, staffRoles)) return new OwnMerchant();
  const parsed = voided.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { reason, idempotencyKey: key } = parsed.data;
  return once<typeof relations, CouponRow, NonNullable<ReturnType<typeof voidRefusal>>>(context, viewer, {
    key,
    request: ["voidCoupon", id, reason],
    first: async (tx) => {
      const refusal = voidRefusal(await lockForEnding(tx, id));
      if (refusal) return refusal;
      const row = await markVoided(tx, id, reason);
      await announce(tx, context, row, right);
      return row;
    },
    again,
  });
}

/** Why a coupon was voided, for its holder alone. */
export const voidReasonOf = (
  { viewer }: Context,
  { holderId, voidReason }: Pick<CouponRow, "holderId" | "voidReason">,
) => (viewer?.person === holderId ? voidReason : null);

async function find({ db, viewer }: Context, id: string) {
  if (!viewer) return new NotSignedIn();
  const coupon = isUuid(id) ? await findCouponForEnding(db, id) : undefined;
  return coupon ? { coupon, viewer } : new NotFound("coupon");
}

const again = async (tx: Db, id: string): Promise<CouponRow> => (await findCouponForEnding(tx, id))!;

function announce(
  tx: Db,
  context: Context,
  { id: couponId, offerId, holderId, state: to }: CouponRow,
  right: Right,
) {
  const step = { couponId, offerId, holderId, from: "ISSUED", to, outletId: null, savedFen: null };
  return record(tx, couponMoved, step, causeOf(context, right));
}
