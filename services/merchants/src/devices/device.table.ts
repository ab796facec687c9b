import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { outlets } from "../merchants/merchant.table.ts";

/** A till of an outlet (收银设备): invited by its owner, known by its public key from its enrolment on. */
export const devices = snakeCase.table(
  "devices",
  {
    id: uuid().primaryKey(),
    merchantId: uuid().notNull(),
    outletId: uuid().notNull(),
    name: text().notNull(),
    /** What it may redeem without a connection within a day: so many coupons, and what these may save together. */
    capScans: integer().notNull(),
    capFen: integer().notNull(),
    invitedBy: uuid().notNull(),
    invitedAt: timestamp({ withTimezone: true }).notNull(),
    /** Keyed hash of the enrolment code, which is derived again when the owner asks. */
    codeHash: text().notNull().unique(),
    /** The 32 bytes of an Ed25519 public key, base64url; null until the till has shown the code. */
    publicKey: text().unique(),
    enrolledBy: uuid(),
    enrolledAt: timestamp({ withTimezone: true }),
    lockedAt: timestamp({ withTimezone: true }),
    /** Invalid codes from before do not count towards the next lock. */
    unlockedAt: timestamp({ withTimezone: true }),
    revokedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    foreignKey({ columns: [t.merchantId, t.outletId], foreignColumns: [outlets.merchantId, outlets.id] }),
    index().on(t.outletId, t.id),
    check("caps_are_amounts", sql`${t.capScans} >= 0 and ${t.capFen} >= 0`),
    check("device_name_is_given", sql`${t.name} <> ''`),
    check(
      "enrolled_with_a_key",
      sql`(${t.publicKey} is null) = (${t.enrolledAt} is null) and (${t.publicKey} is null) = (${t.enrolledBy} is null)`,
    ),
  ],
);
