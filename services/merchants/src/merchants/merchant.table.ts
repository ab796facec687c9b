import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, foreignKey, index, snakeCase, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { merchantStates, staffRoles } from "./merchant.rules.ts";

/** A merchant partner (商家). */
export const merchants = snakeCase.table(
  "merchants",
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    state: text({ enum: merchantStates }).notNull().default("APPLIED"),
  },
  (t) => [check("name_is_given", sql`${t.name} <> ''`)],
);

/** A shop of a merchant (门店). */
export const outlets = snakeCase.table(
  "outlets",
  {
    id: uuid().primaryKey(),
    merchantId: uuid()
      .notNull()
      .references(() => merchants.id),
    name: text().notNull(),
    address: text().notNull(),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
  },
  (t) => [index().on(t.merchantId, t.id), index().on(t.placeId), unique().on(t.merchantId, t.id)],
);

/** Who works for a merchant, as what, from when until when (店员): `[from, until)`. */
export const merchantStaff = snakeCase.table(
  "merchant_staff",
  {
    id: uuid().primaryKey(),
    merchantId: uuid()
      .notNull()
      .references(() => merchants.id),
    personId: uuid().notNull(),
    role: text({ enum: staffRoles }).notNull(),
    outletId: uuid(),
    from: timestamp({ withTimezone: true }).notNull(),
    until: timestamp({ withTimezone: true }),
  },
  (t) => [
    // The outlet is one of this merchant's own.
    foreignKey({ columns: [t.merchantId, t.outletId], foreignColumns: [outlets.merchantId, outlets.id] }),
    index().on(t.personId),
    index().on(t.merchantId),
    check("ends_after_it_starts", sql`${t.until} is null or ${t.until} > ${t.from}`),
  ],
);
