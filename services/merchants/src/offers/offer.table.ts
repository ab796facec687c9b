import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgView,
  primaryKey,
  snakeCase,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { merchants } from "../merchants/merchant.table.ts";
import { offerKinds, storedOfferStates } from "./offer.rules.ts";

/** A discount that a merchant offers to those who live in certain places (优惠). */
export const offers = snakeCase.table(
  "offers",
  {
    id: uuid().primaryKey(),
    merchantId: uuid()
      .notNull()
      .references(() => merchants.id),
    kind: text({ enum: offerKinds }).notNull(),
    title: text().notNull(),
    terms: text().notNull(),
    priceFen: integer().notNull(),
    worthFen: integer().notNull(),
    /** Coupons in all; a trigger shares them out among the rows of `offer_stock`, never fewer than are issued. */
    stock: integer().notNull(),
    limitPerPerson: integer().notNull(),
    claimFrom: timestamp({ withTimezone: true }).notNull(),
    claimUntil: timestamp({ withTimezone: true }).notNull(),
    useFrom: timestamp({ withTimezone: true }).notNull(),
    useUntil: timestamp({ withTimezone: true }).notNull(),
    state: text({ enum: storedOfferStates }).notNull().default("DRAFT"),
    createdBy: uuid().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    submittedBy: uuid(),
    /** SHA-256 of what was submitted, so that a reviewer's word is known to be about this text. */
    submittedHash: text(),
    reviewedBy: uuid(),
    reviewReason: text(),
  },
  (t) => [
    index().on(t.merchantId, t.id),
    index().on(t.claimUntil, t.id),
    check("stock_is_some", sql`${t.stock} > 0`),
    check("limit_is_some", sql`${t.limitPerPerson} > 0`),
    check("price_below_worth", sql`${t.priceFen} >= 0 and ${t.priceFen} < ${t.worthFen}`),
    check("claiming_ends", sql`${t.claimFrom} < ${t.claimUntil}`),
    check("using_ends", sql`${t.useFrom} < ${t.useUntil} and ${t.claimUntil} <= ${t.useUntil}`),
    check("title_is_given", sql`${t.title} <> ''`),
    check("review_has_a_submission", sql`${t.state} = 'DRAFT' or ${t.submittedBy} is not null`),
    check("reviewer_is_not_submitter", sql`${t.reviewedBy} is null or ${t.reviewedBy} <> ${t.submittedBy}`),
  ],
);

/** For whom an offer is: those who live in these places or below them. */
export const offerPlaces = snakeCase.table(
  "offer_places",
  {
    offerId: uuid()
      .notNull()
      .references(() => offers.id),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
  },
  (t) => [primaryKey({ columns: [t.offerId, t.placeId] }), index().on(t.placeId, t.offerId)],
);

/** Where an offer is shown: on the pages of its places, of all above them and of all below them. */
export const placeOffers = pgView("place_offers", {
  placeId: uuid("place_id").notNull(),
  offerId: uuid("offer_id").notNull(),
}).as(sql`
  select ancestor_id as place_id, offer_id from offer_places join place_paths using (place_id)
  union
  select place_paths.place_id, offer_id from offer_places join place_paths on ancestor_id = offer_places.place_id`);
