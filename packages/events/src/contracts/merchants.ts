import { z } from "zod";
import { defineEvent } from "../contract.ts";

/**
 * Something was done with an offer: `step` says what, `from` and `to` whether it moved on (`from` is null when it was
 * made), `version` which edit of it that is about. `delta` is by how much stock (coupons) or budget (fen) grew.
 */
export const offerMoved = defineEvent(
  "merchants.offer-moved.v2",
  z.object({
    offerId: z.uuid(),
    merchantId: z.uuid(),
    step: z.string().regex(/^[A-Z_]+$/),
    from: z.string().nullable(),
    to: z.string(),
    version: z.int().min(1),
    reason: z.string().nullable(),
    delta: z.int().nullable(),
  }),
);

/** A step in the life of a coupon; `from` is null when it was claimed. Who did it is the event's actor. */
export const couponMoved = defineEvent(
  "merchants.coupon-moved.v1",
  z.object({
    couponId: z.uuid(),
    offerId: z.uuid(),
    holderId: z.uuid(),
    from: z.string().nullable(),
    to: z.string(),
    /** When redeemed, or when that is reversed (from REDEEMED to ISSUED): where, and what the resident saved, in fen. */
    outletId: z.uuid().nullable(),
    savedFen: z.int().nullable(),
  }),
);

/** A step in the life of a merchant; `from` is null when it applied. The reason is a reviewer's, or `NO_OWNER` where its last owner has left. */
export const merchantMoved = defineEvent(
  "merchants.merchant-moved.v1",
  z.object({
    merchantId: z.uuid(),
    from: z.string().nullable(),
    to: z.string(),
    reason: z.string().nullable(),
  }),
);

/** A step in the life of a till; `from` is null when it was invited. */
export const deviceMoved = defineEvent(
  "merchants.device-moved.v1",
  z.object({
    deviceId: z.uuid(),
    merchantId: z.uuid(),
    outletId: z.uuid(),
    from: z.string().nullable(),
    to: z.string(),
  }),
);

/** What a coupon scanned without a connection comes to; `from` is null at its upload. The reason is a code. */
export const scanJudged = defineEvent(
  "merchants.scan-judged.v1",
  z.object({
    scanId: z.uuid(),
    deviceId: z.uuid(),
    outletId: z.uuid(),
    /** Null where the code was none there. */
    couponId: z.uuid().nullable(),
    from: z.string().nullable(),
    to: z.string(),
    reason: z.string().nullable(),
  }),
);

const location = { latitude: z.number().nullable(), longitude: z.number().nullable() };

/** A shop was opened, changed or retired; its location in degrees of WGS 84. */
export const outletSaved = defineEvent(
  "merchants.outlet-saved.v1",
  z.object({
    outletId: z.uuid(),
    merchantId: z.uuid(),
    placeId: z.uuid(),
    districtId: z.uuid().nullable(),
    ...location,
    retiredAt: z.iso.datetime().nullable(),
  }),
);

/** A business district was named or changed: the places it is near, and its middle in degrees of WGS 84. */
export const districtSaved = defineEvent(
  "merchants.district-saved.v1",
  z.object({ districtId: z.uuid(), placeIds: z.array(z.uuid()), ...location }),
);

/**
 * A step in somebody's work for a merchant, or of the invitation to it, which has the same id; `from` is null when that was
 * made. Who it is, is known from the acceptance on.
 */
export const staffMoved = defineEvent(
  "merchants.staff-moved.v1",
  z.object({
    staffId: z.uuid(),
    merchantId: z.uuid(),
    role: z.string(),
    /** The one outlet; null: any. */
    outletId: z.uuid().nullable(),
    personId: z.uuid().nullable(),
    from: z.string().nullable(),
    to: z.string(),
  }),
);

/** A step in the life of a rating; `from` is null when it was given, by the event's actor. Its words stay where they are. */
export const ratingMoved = defineEvent(
  "merchants.rating-moved.v1",
  z.object({
    ratingId: z.uuid(),
    merchantId: z.uuid(),
    offerId: z.uuid(),
    outletId: z.uuid(),
    stars: z.int().min(1).max(5),
    from: z.string().nullable(),
    to: z.string(),
  }),
);

/** A step in the life of a report about an offer: who reported it is told what becomes of it, and the merchant never who did. */
export const offerReportMoved = defineEvent(
  "merchants.offer-report-moved.v1",
  z.object({
    reportId: z.uuid(),
    offerId: z.uuid(),
    merchantId: z.uuid(),
    reporterId: z.uuid(),
    from: z.string().nullable(),
    to: z.string(),
  }),
);

/**
 * A merchant pledges volunteer service to the people of a place, or takes that back; `from` is null when it was made. An
 * activity can be made of what is OPEN and not over.
 */
export const pledgeMoved = defineEvent(
  "merchants.pledge-moved.v1",
  z.object({
    pledgeId: z.uuid(),
    merchantId: z.uuid(),
    kind: z.string(),
    count: z.int().min(1),
    placeId: z.uuid(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    from: z.string().nullable(),
    to: z.string(),
  }),
);
