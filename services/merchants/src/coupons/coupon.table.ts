import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgView,
  snakeCase,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { offers } from "../offers/offer.table.ts";
import type { TermsSnapshot } from "../offers/terms-snapshot.rules.ts";
import { couponStates } from "./coupon.rules.ts";

/** A claimed coupon (券). */
export const coupons = snakeCase.table(
  "coupons",
  {
    id: uuid().primaryKey(),
    offerId: uuid()
      .notNull()
      .references(() => offers.id),
    /** People belong to another service, so this is a bare id with no foreign key. */
    holderId: uuid().notNull(),
    /** The how-manieth of this offer for its holder; with the unique index below nobody exceeds the limit (I2). */
    ordinal: integer().notNull(),
    limitPerPerson: integer().notNull(),
    state: text({ enum: couponStates }).notNull().default("ISSUED"),
    /** Keyed hash; the code itself is derived again when its holder asks. */
    codeHash: text().notNull().unique(),
    idempotencyKey: text().notNull(),
    /** The place of the offer that its holder lives in. */
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    snapshot: jsonb().$type<TermsSnapshot>().notNull(),
    claimedAt: timestamp({ withTimezone: true }).notNull(),
    useFrom: timestamp({ withTimezone: true }).notNull(),
    useUntil: timestamp({ withTimezone: true }).notNull(),
    /** What its holder reads of why it was voided. */
    voidReason: text(),
  },
  (t) => [
    unique().on(t.holderId, t.idempotencyKey),
    uniqueIndex("one_slot_each")
      .on(t.offerId, t.holderId, t.ordinal)
      .where(sql`${t.state} <> 'RETURNED'`),
    index().on(t.holderId, t.claimedAt, t.id),
    index().on(t.placeId, t.claimedAt),
    index().on(t.offerId, t.state),
    check("reason_of_a_void_one", sql`${t.voidReason} is null or ${t.state} = 'VOIDED'`),
    index().on(t.offerId, t.claimedAt),
    check("within_the_limit", sql`${t.ordinal} between 1 and ${t.limitPerPerson}`),
  ],
);

/** What has become of the coupons of each offer that has any, counted from the coupons themselves. */
export const offerCoupons = pgView("offer_coupons", {
  offerId: uuid("offer_id").notNull(),
  issued: integer().notNull(),
  redeemed: integer().notNull(),
  returned: integer().notNull(),
  voided: integer().notNull(),
}).as(sql`
  select offer_id, count(*)::integer as issued,
    count(*) filter (where state = 'REDEEMED')::integer as redeemed,
    count(*) filter (where state = 'RETURNED')::integer as returned,
    count(*) filter (where state = 'VOIDED')::integer as voided
  from coupons group by offer_id`);
