import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  foreignKey,
  index,
  pgView,
  snakeCase,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { businessDistricts } from "../districts/district.table.ts";
import { merchantKinds, merchantStates, staffRoles } from "./merchant.rules.ts";

/** A merchant partner (商家). */
export const merchants = snakeCase.table(
  "merchants",
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    kind: text({ enum: merchantKinds }).notNull().default("OTHER"),
    state: text({ enum: merchantStates }).notNull().default("APPLIED"),
    /** How to reach it, for those who work there and those who decide about it; null once forgotten. */
    contact: text(),
    /** The reference of its business licence (营业执照). */
    licence: text(),
    /** Null for one that was there before merchants applied. */
    appliedBy: uuid(),
    appliedAt: timestamp({ withTimezone: true }),
    reviewedBy: uuid(),
    /** Why it was rejected or suspended last. */
    reviewReason: text(),
  },
  (t) => [
    index().on(t.state, t.id),
    check("name_is_given", sql`${t.name} <> ''`),
    check("reviewer_is_not_applicant", sql`${t.reviewedBy} is null or ${t.reviewedBy} <> ${t.appliedBy}`),
    check("rejected_with_a_reason", sql`${t.state} <> 'REJECTED' or ${t.reviewReason} <> ''`),
    check("applied_by_somebody_some_time", sql`num_nulls(${t.appliedBy}, ${t.appliedAt}) in (0, 2)`),
  ],
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
    /** Where it stands, in degrees of WGS 84; null where nobody has said yet. */
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    districtId: uuid().references(() => businessDistricts.id),
    retiredAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index().on(t.merchantId, t.id),
    index().on(t.placeId),
    index().on(t.districtId),
    // A box around a point is a range of latitudes, read with their longitudes from the index alone.
    index("outlets_in_use_by_location")
      .on(t.latitude, t.longitude, t.merchantId)
      .where(sql`${t.retiredAt} is null`),
    unique().on(t.merchantId, t.id),
    check("location_is_whole", sql`num_nulls(${t.latitude}, ${t.longitude}) in (0, 2)`),
    check(
      "location_is_on_earth",
      sql`${t.latitude} between -90 and 90 and ${t.longitude} between -180 and 180`,
    ),
  ],
);

/** Where a merchant's shops are: what decides who reviews it. */
export const merchantPlaces = pgView("merchant_places", {
  merchantId: uuid("merchant_id").notNull(),
  placeId: uuid("place_id").notNull(),
}).as(sql`select distinct merchant_id, place_id from outlets where retired_at is null`);

/** Which shops in use are in a place or below it, with their merchants. */
export const placeOutlets = pgView("place_outlets", {
  placeId: uuid("place_id").notNull(),
  outletId: uuid("outlet_id").notNull(),
  merchantId: uuid("merchant_id").notNull(),
}).as(sql`
  select ancestor_id as place_id, outlets.id as outlet_id, merchant_id
  from outlets join place_paths using (place_id) where retired_at is null`);

/** Which merchants have a shop in use in a place or below it. */
export const placeMerchants = pgView("place_merchants", {
  placeId: uuid("place_id").notNull(),
  merchantId: uuid("merchant_id").notNull(),
}).as(sql`
  select distinct ancestor_id as place_id, merchant_id
  from outlets join place_paths using (place_id) where retired_at is null`);

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
    // Nobody does the same work at the same outlet, or at any, twice at once.
    uniqueIndex("same_work_once")
      .on(t.merchantId, t.personId, t.role, sql`coalesce(${t.outletId}, ${t.merchantId})`)
      .where(sql`${t.until} is null`),
    check("only_cashiers_have_an_outlet", sql`${t.outletId} is null or ${t.role} = 'CASHIER'`),
    check("ends_after_it_starts", sql`${t.until} is null or ${t.until} > ${t.from}`),
  ],
);
