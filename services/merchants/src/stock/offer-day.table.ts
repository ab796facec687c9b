import { sql } from "drizzle-orm";
import { check, date, integer, primaryKey, snakeCase, uuid } from "drizzle-orm/pg-core";
import { offers } from "../offers/offer.table.ts";

/**
 * How many coupons of an offer with a daily limit (每日限量) were claimed on a day in Shanghai, those that were returned since
 * as well. One row is every claimant's lock on that day: an offer for a rush has stock alone.
 */
export const offerDays = snakeCase.table(
  "offer_days",
  {
    offerId: uuid()
      .notNull()
      .references(() => offers.id),
    day: date().notNull(),
    dailyLimit: integer().notNull(),
    claimed: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.offerId, t.day] }),
    check("daily_limit_kept", sql`${t.claimed} between 0 and ${t.dailyLimit}`),
  ],
);
