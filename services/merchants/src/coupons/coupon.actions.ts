import { couponMoved, eventRecord } from "@linli/events";
import {
  dateIn,
  IdempotencyKeyReused,
  InvalidInput,
  isUuid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  uuidv7,
} from "@linli/kernel";
import { causeOf, idempotencyKey } from "@linli/subgraph";
import { z } from "zod";
import type { Context } from "../context.ts";
import { Busy } from "../db/busy.errors.ts";
import { publicStates } from "../offers/offer.rules.ts";
import { snapshotOf } from "../offers/terms-snapshot.rules.ts";
import { claimTerms, isDayOver } from "./coupon-claim.rules.ts";
import { findClaimant, findClaimedOffer } from "./coupon-claim.store.ts";
import { insertClaimed } from "./coupon-taking.store.ts";
import { countCoupons, type CouponRow, findCouponByKey } from "./coupon.store.ts";

type Wish = { offerId: string; holderId: string; key: string; day: string };

/** More than anybody looks in vain in a rush at the last of a stock, whose shards there are 16 of. */
const mostLooks = 100;

const claim = z.object({ offerId: z.string().toLowerCase(), idempotencyKey });

/**
 * Claims a coupon for the viewer. The same key gives the same coupon again, however often and however fast it is
 * sent; nothing is oversold and nobody exceeds the limit, because the database says so, not this code.
 */
export async function claimCoupon(context: Context, input: { offerId: string; idempotencyKey: string }) {
  const { db, now, viewer, couponCodes } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = claim.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { offerId, idempotencyKey: key } = parsed.data;
  const holderId = viewer.person;

  // What another tab of the claimant took in between, or others of the stock, shows at the next look. Each look in vain
  // means that one of them got a coupon, so that limit and stock end it.
  for (let looks = 0; looks < mostLooks; looks++) {
    const at = now();
    const day = dateIn(at);
    const facts = isUuid(offerId) ? await lookUp(context, { offerId, holderId, key, day }) : undefined;
    if (!facts || facts.claimant.claimedWithKey) {
      const known = await findCouponByKey(db, holderId, key);
      if (known) return known.offerId === offerId ? known : new IdempotencyKeyReused();
    }
    const isPublic = facts && (publicStates as readonly string[]).includes(facts.offer.state);
    if (!isPublic) return new NotFound("offer");
    const terms = claimTerms(facts, viewer, at);
    if (terms instanceof Error) return terms;

    const id = uuidv7(+at);
    const { limitPerPerson, dailyLimit, useFrom, useUntil } = facts.offer;
    const coupon: CouponRow = {
      id,
      offerId,
      holderId,
      ordinal: terms.ordinal,
      limitPerPerson,
      state: "ISSUED",
      codeHash: couponCodes.hashOf(couponCodes.codeOf(id)),
      idempotencyKey: key,
      placeId: terms.placeId,
      snapshot: snapshotOf(facts.offer),
      claimedAt: at,
      useFrom,
      useUntil,
      voidReason: null,
    };
    const step = {
      couponId: id,
      offerId,
      holderId,
      from: null,
      to: coupon.state,
      outletId: null,
      savedFen: null,
    };
    const event = eventRecord(
      couponMoved,
      step,
      causeOf(context, { role: "RESIDENT", scope: terms.placeId }),
    );
    if (await insertClaimed(db, { coupon, event }, { day, dailyLimit })) return coupon;
  }
  return new Busy();
}

/** What decides about a claim. What is known of an offer whose stock is gone is asked anew after a while only. */
async function lookUp({ db, soldOut }: Context, wish: Wish) {
  const { offerId, day } = wish;
  const known = soldOut.get(offerId);
  const [offer, seen] = await Promise.all([
    known ?? findClaimedOffer(db, { offerId, day }),
    findClaimant(db, wish),
  ]);
  if (!offer) return undefined;
  // What was known already is not to last longer because it was asked for.
  const isGone = offer.remaining <= 0 || isDayOver(offer.offer, offer.claimedThatDay);
  if (known || !isGone) return { ...offer, claimant: seen };
  if (offer.remaining <= 0) soldOut.set(offerId, offer);
  // Once more, after the offer: who has just taken the last one with this key is to see that.
  return { ...offer, claimant: await findClaimant(db, wish) };
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
