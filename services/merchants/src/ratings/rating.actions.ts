import { randomUUID } from "node:crypto";
import { ratingMoved, record } from "@linli/events";
import { dateIn, InvalidInput, isUuid, midnight, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { causeOf, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import { OwnMerchant } from "../merchants/merchant.errors.ts";
import { staffRoles } from "../merchants/merchant.rules.ts";
import { stepReason } from "../offers/offer.input.ts";
import { platformRight, reviewRight } from "../offers/offer-review.rules.ts";
import { findOfferForStep } from "../offers/offer.store.ts";
import { merchantRight } from "../offers/offer-step.actions.ts";
import { AlreadyRated, RatingHidden } from "./rating.errors.ts";
import { newRating, type NewRating, ratingAnswer } from "./rating.input.ts";
import { ratingRefusal } from "./rating.rules.ts";
import {
  findForRating,
  findRating,
  findRatingOf,
  insertRating,
  sayAnew,
  type RatingRow,
  updateRating,
} from "./rating.store.ts";

/**
 * Rates what one has redeemed, once, within 30 days (R72), unless one works for that merchant; the same words again give the
 * same rating. A coupon that was reversed and redeemed again is rated anew, in the place of what was said before.
 */
export async function rateCoupon(context: Context, input: NewRating) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = newRating.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { couponId, stars } = parsed.data;
  const text = parsed.data.text || null;
  const coupon = isUuid(couponId) ? await findForRating(db, couponId, viewer.person) : undefined;
  if (!coupon) return new NotFound("coupon");
  const { merchantId } = coupon.offer;
  if (await merchantRight(context, merchantId, viewer, staffRoles)) return new OwnMerchant();
  const redemption = coupon.standing;
  const known = redemption?.rating;
  if (known) return same(known, { stars, text });
  const at = now();
  const refusal = ratingRefusal(redemption, at);
  if (refusal) return refusal;
  const { id: redemptionId, outletId } = redemption!;
  const about = { redemptionId, outletId, offerId: coupon.offerId, merchantId };
  return db.transaction(async (tx) => {
    // An id that grows with time, or an instant in a cursor, would tell what the day alone may.
    const ratedAt = midnight(dateIn(at));
    const said = { ...about, id: randomUUID(), raterId: viewer.person, stars, text, ratedAt };
    const again = await sayAnew(tx, couponId, said);
    if (again) {
      await announce(tx, context, again, "GIVEN", "GIVEN", { role: null, scope: null });
      return again;
    }
    const row = await insertRating(tx, said);
    if (!row) return same((await findRatingOf(tx, redemptionId))!, { stars, text });
    await announce(tx, context, row, null, "GIVEN", { role: null, scope: null });
    return row;
  });
}

const same = (known: RatingRow, said: { stars: number; text: string | null }) =>
  known.stars === said.stars && known.text === said.text ? known : new AlreadyRated();

/** Answers a rating, by an owner of the merchant; a later answer takes the place of the one before. */
export async function answerRating(context: Context, id: string, words: string) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const rating = isUuid(id) ? await findRating(db, id) : undefined;
  if (!rating) return new NotFound("rating");
  const right = await merchantRight(context, rating.merchantId, viewer, ["OWNER"]);
  if (!right) return new NotAllowed();
  const parsed = ratingAnswer.safeParse(words);
  if (!parsed.success) return invalid("answer", parsed.error.issues);
  return db.transaction(async (tx) => {
    const values = { answer: parsed.data, answeredBy: viewer.person, answeredAt: now() };
    const row = await updateRating(tx, id, values);
    if (!row) return new RatingHidden();
    await announce(tx, context, row, rating.answer === null ? "GIVEN" : "ANSWERED", "ANSWERED", right);
    return row;
  });
}

/** Takes an abusive rating out of sight, with a reason that its writer reads, by who reviews the offer or the platform. */
export async function hideRating(context: Context, id: string, reason: string) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const rating = isUuid(id) ? await findRating(db, id) : undefined;
  if (!rating) return new NotFound("rating");
  const { places } = (await findOfferForStep(db, rating.offerId))!;
  const right = reviewRight(viewer, places) ?? platformRight(viewer, places);
  if (!right || rating.raterId === viewer.person) return new NotAllowed();
  const parsed = stepReason.safeParse(reason);
  if (!parsed.success) return invalid("reason", parsed.error.issues);
  if (await merchantRight(context, rating.merchantId, viewer, staffRoles)) return new OwnMerchant();
  return db.transaction(async (tx) => {
    const values = { hiddenAt: now(), hiddenBy: viewer.person, hiddenReason: parsed.data };
    const row = await updateRating(tx, id, values);
    if (!row) return new RatingHidden();
    await announce(tx, context, row, rating.answer === null ? "GIVEN" : "ANSWERED", "HIDDEN", right);
    return row;
  });
}

const invalid = (path: string, issues: readonly { message: string }[]) =>
  new InvalidInput(issues.map(({ message }) => ({ path: [path], message })));

function announce(
  tx: Db,
  context: Context,
  { id: ratingId, merchantId, offerId, outletId, stars }: RatingRow,
  from: string | null,
  to: string,
  right: Right,
) {
  const moved = { ratingId, merchantId, offerId, outletId, stars, from, to };
  return record(tx, ratingMoved, moved, causeOf(context, right));
}
