import { sql } from "drizzle-orm";
import { check, index, snakeCase, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { merchants } from "./merchant.table.ts";

/**
 * When a merchant was suspended (停业整顿), `[from, until)`: by so much its coupons can be used longer. A trigger on `merchants`
 * refuses a suspended one without a suspension that is open, and one that is open at any other.
 */
export const merchantSuspensions = snakeCase.table(
  "merchant_suspensions",
  {
    id: uuid().primaryKey(),
    merchantId: uuid()
      .notNull()
      .references(() => merchants.id),
    from: timestamp({ withTimezone: true }).notNull(),
    /** Null while it lasts. */
    until: timestamp({ withTimezone: true }),
  },
  (t) => [
    index().on(t.merchantId, t.from),
    uniqueIndex("one_open_suspension")
      .on(t.merchantId)
      .where(sql`${t.until} is null`),
    check("suspended_from_until", sql`${t.until} is null or ${t.until} >= ${t.from}`),
  ],
);
