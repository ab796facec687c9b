import { couponMoved, record } from "@linli/events";
import {
  IdempotencyKeyReused,
  InvalidInput,
  isUuid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  uuidv7,
} from "@linli/kernel";
import { causeOf, storableText } from "@linli/subgraph";
import { z } from "zod";
import type { Context } from "../context.ts";
import { publicStates } from "../offers/offer.rules.ts";
import { findOfferForClaim } from "../offers/offer.store.ts";
import { takeStock } from "../stock/stock.store.ts";
import { LimitReached, OfferNotLive, SoldOut } from "./coupon.errors.ts";
import { claimPlace, freeOrdinal } from "./coupon.rules.ts";
import {
  countCoupons,
  type CouponRow,
  findCouponByKey,
  insertCoupon,
  isApproved,
  takenOrdinals,
} from "./coupon.store.ts";

const claim = z.object({
  offerId: z.string().toLowerCase(),
  idempotencyKey: storableText.min(8).max(100),
});

/**
 * Claims a coupon for the viewer. The same key gives the same coupon again, however often and however fast it is
 * sent; nothing is oversold and nobody exceeds the limit, because the database says so, not this code.
 */
export async function claimCoupon(context: Context, input: { offerId: string; idempotencyKey: string }) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = claim.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { offerId, idempotencyKey } = parsed.data;

  // A key or slot that another tab of the claimant took in between shows at the next look. Each look in vain means that
  // one of the tabs got a coupon, so that the limit ends it.
  for (;;) {
    const known = await findCouponByKey(db, viewer.person, idempotencyKey);
    if (known) return known.offerId === offerId ? known : new IdempotencyKeyReused();

    const offer = isUuid(offerId) ? await findOfferForClaim(db, offerId) : undefined;
    if (!offer || !(publicStates as readonly string[]).includes(offer.state)) return new NotFound("offer");
    const at = now();
    const place = claimPlace({ ...offer, placeIds: offer.places.map(({ id }) => id) }, viewer, at);
    if (place instanceof Error) return place;
    const ordinal = freeOrdinal(await takenOrdinals(db, offerId, viewer.person), offer.limitPerPerson);
    if (ordinal === null) return new LimitReached(offer.limitPerPerson);
    if (offer.totals.remaining <= 0) return new SoldOut();

    const id = uuidv7(+at);
    const { title, terms, priceFen, worthFen, limitPerPerson, useFrom, useUntil } = offer;
    const coupon = await db.transaction(async (tx) => {
      const row = await insertCoupon(tx, {
        id,
        offerId,
        holderId: viewer.person,
        ordinal,
        limitPerPerson,
        codeHash: context.couponCodes.hashOf(context.couponCodes.codeOf(id)),
        idempotencyKey,
        placeId: place,
        snapshot: { title, terms, priceFen, worthFen },
        claimedAt: at,
        useFrom,
        useUntil,
      });
      if (!row) return null;
      const step = { couponId: id, offerId, holderId: viewer.person, from: null, to: row.state };
      await record(
        tx,
        couponMoved,
        { ...step, outletId: null, savedFen: null },
        causeOf(context, { role: "RESIDENT", scope: place }),
      );
      // Last, so that the one row that all claims meet at is locked for as short as can be.
      if (!(await takeStock(tx, offerId)))
        throw (await isApproved(tx, offerId)) ? new SoldOut() : new OfferNotLive();
      return row;
    });
    if (coupon) return coupon;
  }
}

/** The code, for the coupon's holder alone. */
export function codeOf(
  { viewer, couponCodes }: Context,
  { id, holderId }: Pick<CouponRow, "id" | "holderId">,
): string {
  if (viewer?.person !== holderId) throw new NotAllowed("A coupon's code shows to its holder alone.");
  return couponCodes.codeOf(id);
}

/** How many coupons somebody has, for that person alone. */
export async function countCouponsOf({ db, viewer }: Context, holderId: string): Promise<number> {
  if (viewer?.person !== holderId) throw new NotAllowed("Coupons show to their holder alone.");
  return countCoupons(db, holderId);
}
