import { sql } from "drizzle-orm";
import { check, integer, snakeCase, uuid } from "drizzle-orm/pg-core";

/** Who consents, by people's word, to be checked for what an offer asks (领券同意); withdrawn, a row goes. */
export const couponConsents = snakeCase.table("coupon_consents", {
  personId: uuid().primaryKey(),
  /** Of the text that was consented to. */
  version: integer().notNull(),
});

/** Certified volunteer time, by projects' word (志愿时长): a condition of some offers, never spent. */
export const volunteerTime = snakeCase.table(
  "volunteer_time",
  { personId: uuid().primaryKey(), minutes: integer().notNull() },
  (t) => [check("time_is_not_owed", sql`${t.minutes} >= 0`)],
);
