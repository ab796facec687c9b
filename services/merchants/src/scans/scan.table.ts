import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  snakeCase,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { coupons } from "../coupons/coupon.table.ts";
import { devices } from "../devices/device.table.ts";
import { redemptions } from "../redemptions/redemption.table.ts";
import { scanReasons, scanVerdicts } from "./scan.rules.ts";

/** A coupon scanned without a connection, as a till has uploaded it (离线扫码), and what came of it. */
export const scans = snakeCase.table(
  "scans",
  {
    id: uuid().primaryKey(),
    deviceId: uuid()
      .notNull()
      .references(() => devices.id),
    /** Made by the till for each scan; uploaded again, it gets the first verdict again. */
    nonce: text().notNull(),
    /** SHA-256 of the scan as it was signed, so that a nonce stands for one scan. */
    digest: text().notNull(),
    /** Null where the code was none here. */
    couponId: uuid().references(() => coupons.id),
    /** Who uploaded it. */
    staffId: uuid().notNull(),
    /** By the till's own clock. */
    deviceScannedAt: timestamp({ withTimezone: true }).notNull(),
    /** The same by the server's, by how far the two were apart at the upload. */
    scannedAt: timestamp({ withTimezone: true }).notNull(),
    receivedAt: timestamp({ withTimezone: true }).notNull(),
    spentFen: integer().notNull(),
    savedFen: integer().notNull(),
    verdict: text({ enum: scanVerdicts }).notNull(),
    reason: text({ enum: scanReasons }),
    /** In a conflict: whether it came before the redemption that stood; null where the clocks cannot tell. */
    cameFirst: boolean(),
    /** In a conflict: when the coupon was redeemed elsewhere. */
    winnerAt: timestamp({ withTimezone: true }),
    redemptionId: uuid().references(() => redemptions.id),
    decidedBy: uuid(),
    decidedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    unique().on(t.deviceId, t.nonce),
    index().on(t.deviceId, t.receivedAt),
    index("scans_to_review")
      .on(t.deviceId, t.id)
      .where(sql`${t.verdict} = 'NEEDS_REVIEW'`),
    check("confirmed_by_a_redemption", sql`(${t.verdict} = 'CONFIRMED') = (${t.redemptionId} is not null)`),
    check(
      "verdict_has_its_reason",
      sql`${t.verdict} in ('CONFIRMED', 'DECLINED') or ${t.reason} is not null`,
    ),
    check("scan_amounts_are_amounts", sql`${t.spentFen} >= 0 and ${t.savedFen} >= 0`),
    check("decided_by_somebody", sql`(${t.decidedBy} is null) = (${t.decidedAt} is null)`),
  ],
);
