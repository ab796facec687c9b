import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  snakeCase,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { coupons } from "../coupons/coupon.table.ts";
import { outlets } from "../merchants/merchant.table.ts";

/** A coupon used at an outlet (核销). */
export const redemptions = snakeCase.table(
  "redemptions",
  {
    id: uuid().primaryKey(),
    couponId: uuid()
      .notNull()
      .references(() => coupons.id),
    outletId: uuid()
      .notNull()
      .references(() => outlets.id),
    staffId: uuid().notNull(),
    redeemedAt: timestamp({ withTimezone: true }).notNull(),
    /** Made by the till for each attempt: a repeated one gets the first answer. */
    nonce: text().notNull(),
    spentFen: integer().notNull(),
    savedFen: integer().notNull(),
    reversedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex("one_standing_redemption")
      .on(t.couponId)
      .where(sql`${t.reversedAt} is null`),
    unique().on(t.outletId, t.nonce),
    index().on(t.outletId, t.redeemedAt),
    check("amounts_are_amounts", sql`${t.spentFen} >= 0 and ${t.savedFen} >= 0`),
  ],
);
