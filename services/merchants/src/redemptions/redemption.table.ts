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
import { devices } from "../devices/device.table.ts";
import { outlets } from "../merchants/merchant.table.ts";

/** A coupon used at an outlet (核销), and whether that was reversed (撤销核销), which is always of the whole. */
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
    /** The till, where it is an enrolled one. */
    deviceId: uuid().references(() => devices.id),
    /** When the coupon was used, by the server's clock. */
    redeemedAt: timestamp({ withTimezone: true }).notNull(),
    /** When a till scanned it without a connection, by its own clock; null where it was redeemed at once. */
    scannedAt: timestamp({ withTimezone: true }),
    /** When it was booked: what belongs into which settlement, so that one that was drawn up never changes. */
    receivedAt: timestamp({ withTimezone: true }).notNull(),
    /** Made by the till for each attempt: a repeated one gets the first answer. */
    nonce: text().notNull(),
    spentFen: integer().notNull(),
    savedFen: integer().notNull(),
    reversedAt: timestamp({ withTimezone: true }),
    reversedBy: uuid(),
    reversalReason: text(),
  },
  (t) => [
    uniqueIndex("one_standing_redemption")
      .on(t.couponId)
      .where(sql`${t.reversedAt} is null`),
    unique().on(t.outletId, t.nonce),
    index().on(t.outletId, t.redeemedAt),
    index().on(t.outletId, t.receivedAt, t.id),
    index().on(t.couponId),
    index("reversals_of_outlet")
      .on(t.outletId, t.reversedAt)
      .where(sql`${t.reversedAt} is not null`),
    check("amounts_are_amounts", sql`${t.spentFen} >= 0 and ${t.savedFen} >= 0`),
    check("redeemer_is_not_reverser", sql`${t.reversedBy} is null or ${t.reversedBy} <> ${t.staffId}`),
    check(
      "reversed_by_somebody_why",
      sql`(${t.reversedAt} is null) = (${t.reversedBy} is null) and (${t.reversedAt} is null) = (${t.reversalReason} is null)`,
    ),
  ],
);
