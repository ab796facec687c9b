import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgView,
  primaryKey,
  smallint,
  snakeCase,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { merchants } from "../merchants/merchant.table.ts";
import { offerKinds, type PackageItem } from "./offer-benefit.rules.ts";
import { offerHolds } from "./offer-pause.rules.ts";
import { storedOfferStates, terminations } from "./offer.rules.ts";
import { weekdays } from "./usable-times.rules.ts";

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
    /** References to pictures that are kept elsewhere, in order. */
    pictures: text().array().notNull().default([]),
    /** What it gives: each kind has its own of these, and null for the others. */
    items: jsonb().$type<PackageItem[]>(),
    priceFen: integer(),
    worthFen: integer(),
    percentOff: smallint(),
    capFen: integer(),
    offFen: integer(),
    minimumSpendFen: integer(),
    /** Coupons in all; a trigger shares them out among the rows of `offer_stock`, never fewer than are issued. */
    stock: integer().notNull(),
    limitPerPerson: integer().notNull(),
    /** Claims of one day in Asia/Shanghai at most, by all people together; null: no limit. */
    dailyLimit: integer(),
    /** What all coupons together may save at most; null: no limit (I4). Fixed values take of it when they are claimed. */
    budgetFen: integer(),
    /** What its discounts have saved at tills and was not reversed; what is fixed was reserved when it was claimed. */
    redeemedFen: bigint({ mode: "number" }).notNull().default(0),
    /** Full years, both ends included; null: no limit beyond that of all coupons. */
    minAge: smallint(),
    maxAge: smallint(),
    /** Certified volunteer hours that a claimant has; they are a condition, never spent. Null: none. */
    minVolunteerHours: integer(),
    claimFrom: timestamp({ withTimezone: true }).notNull(),
    claimUntil: timestamp({ withTimezone: true }).notNull(),
    useFrom: timestamp({ withTimezone: true }).notNull(),
    useUntil: timestamp({ withTimezone: true }).notNull(),
    usableDays: text({ enum: weekdays }).array(),
    /** Minutes since midnight in Asia/Shanghai; both null: all day. */
    usableFromMinute: smallint(),
    usableUntilMinute: smallint(),
    /** Grows with each edit, so that of two editors the later is told. */
    version: integer().notNull().default(1),
    state: text({ enum: storedOfferStates }).notNull().default("DRAFT"),
    createdBy: uuid().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    submittedBy: uuid(),
    submittedAt: timestamp({ withTimezone: true }),
    /** SHA-256 of what was submitted, so that a reviewer's word is known to be about this text. */
    submittedHash: text(),
    reviewedBy: uuid(),
    reviewReason: text(),
    /** Who besides its merchant holds it back while it is paused; null: the merchant alone. */
    heldBy: text({ enum: offerHolds }),
    /** What became of its coupons when it ended before its time, and what their holders are told. */
    termination: text({ enum: terminations }),
    terminationReason: text(),
  },
  (t) => [
    index().on(t.merchantId, t.id),
    index().on(t.claimUntil, t.id),
    check(
      "redeemed_within_budget",
      sql`${t.redeemedFen} >= 0 and (${t.budgetFen} is null or ${t.redeemedFen} <= ${t.budgetFen})`,
    ),
    index("awaiting_review")
      .on(t.submittedAt, t.id)
      .where(sql`${t.state} = 'SUBMITTED'`),
    check("held_while_paused", sql`${t.heldBy} is null or ${t.state} = 'PAUSED'`),
    check(
      "terminated_for_a_reason",
      sql`(${t.state} = 'TERMINATED') = (${t.termination} is not null)
        and (${t.termination} is null) = (${t.terminationReason} is null)`,
    ),
    check("stock_is_some", sql`${t.stock} > 0`),
    check("limit_is_some", sql`${t.limitPerPerson} > 0`),
    check(
      "kind_has_its_own",
      sql`(${t.items} is not null) = (${t.kind} = 'PACKAGE')
        and (${t.priceFen} is not null) = (${t.kind} in ('PACKAGE', 'EXCHANGE'))
        and (${t.worthFen} is not null) = (${t.kind} in ('PACKAGE', 'EXCHANGE', 'FREE_SERVICE'))
        and (${t.percentOff} is not null) = (${t.kind} = 'DISCOUNT')
        and (${t.capFen} is not null) = (${t.kind} = 'DISCOUNT')
        and (${t.offFen} is not null) = (${t.kind} = 'CASH')
        and (${t.minimumSpendFen} is not null) = (${t.kind} = 'CASH')`,
    ),
    check("package_has_items", sql`jsonb_array_length(${t.items}) > 0`),
    check("price_below_worth", sql`${t.priceFen} >= 0 and ${t.priceFen} < ${t.worthFen}`),
    check("worth_is_some", sql`${t.worthFen} > 0`),
    check("discount_is_a_part", sql`${t.percentOff} between 1 and 99 and ${t.capFen} > 0`),
    check("cash_within_spend", sql`${t.offFen} > 0 and ${t.offFen} <= ${t.minimumSpendFen}`),
    check("daily_limit_is_some", sql`${t.dailyLimit} > 0`),
    check("budget_is_some", sql`${t.budgetFen} > 0`),
    // Nobody below 14 gets a coupon; 14 is the age of consent, no policy.
    check("ages_are_a_band", sql`${t.minAge} >= 14 and ${t.maxAge} >= coalesce(${t.minAge}, 14)`),
    check("hours_are_some", sql`${t.minVolunteerHours} > 0`),
    check("usable_on_some_day", sql`cardinality(${t.usableDays}) between 1 and 7`),
    check(
      "usable_within_a_day",
      sql`num_nulls(${t.usableFromMinute}, ${t.usableUntilMinute}) in (0, 2)
        and ${t.usableFromMinute} >= 0 and ${t.usableFromMinute} < ${t.usableUntilMinute} and ${t.usableUntilMinute} <= 1440`,
    ),
    check("version_counts", sql`${t.version} > 0`),
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
