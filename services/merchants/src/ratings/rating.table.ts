import { sql } from "drizzle-orm";
import {
  check,
  index,
  numeric,
  integer,
  pgView,
  smallint,
  snakeCase,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { merchants, outlets } from "../merchants/merchant.table.ts";
import { offers } from "../offers/offer.table.ts";
import { redemptions } from "../redemptions/redemption.table.ts";

/** What somebody says of a redemption (评价), once; the merchant learns what, never who (I7). */
export const ratings = snakeCase.table(
  "ratings",
  {
    id: uuid().primaryKey(),
    redemptionId: uuid()
      .notNull()
      .unique("one_rating_each")
      .references(() => redemptions.id),
    raterId: uuid().notNull(),
    merchantId: uuid()
      .notNull()
      .references(() => merchants.id),
    offerId: uuid()
      .notNull()
      .references(() => offers.id),
    outletId: uuid()
      .notNull()
      .references(() => outlets.id),
    stars: smallint().notNull(),
    /** Null where nothing was said, or its writer is forgotten. */
    text: text(),
    /** When its day began: the hour would tell who stood at the till, in a list's cursor too. */
    ratedAt: timestamp({ withTimezone: true }).notNull(),
    answer: text(),
    answeredBy: uuid(),
    answeredAt: timestamp({ withTimezone: true }),
    /** By a reviewer, for a reason: from then on it is neither shown nor counted. */
    hiddenAt: timestamp({ withTimezone: true }),
    hiddenBy: uuid(),
    hiddenReason: text(),
  },
  (t) => [
    index().on(t.merchantId, t.ratedAt, t.id),
    index().on(t.offerId, t.ratedAt, t.id),
    index().on(t.outletId, t.ratedAt, t.id),
    index().on(t.raterId),
    check("one_to_five_stars", sql`${t.stars} between 1 and 5`),
    check("answered_by_somebody", sql`num_nulls(${t.answer}, ${t.answeredBy}, ${t.answeredAt}) in (0, 3)`),
    check("hidden_for_a_reason", sql`num_nulls(${t.hiddenAt}, ${t.hiddenBy}, ${t.hiddenReason}) in (0, 3)`),
    check("nobody_hides_their_own", sql`${t.hiddenBy} is null or ${t.hiddenBy} <> ${t.raterId}`),
  ],
);

const totals = { count: integer().notNull(), average: numeric({ mode: "number" }).notNull() };
const shown = "count(*)::integer as count, avg(stars) as average from ratings where hidden_at is null";

/** What the ratings of a merchant, an offer or an outlet come to; those with none are not in it. */
export const merchantRatings = pgView("merchant_ratings", {
  merchantId: uuid("merchant_id").notNull(),
  ...totals,
}).as(sql.raw(`select merchant_id, ${shown} group by merchant_id`));
export const offerRatings = pgView("offer_ratings", { offerId: uuid("offer_id").notNull(), ...totals }).as(
  sql.raw(`select offer_id, ${shown} group by offer_id`),
);
export const outletRatings = pgView("outlet_ratings", {
  outletId: uuid("outlet_id").notNull(),
  ...totals,
}).as(sql.raw(`select outlet_id, ${shown} group by outlet_id`));
