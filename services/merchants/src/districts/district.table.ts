import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  index,
  pgView,
  primaryKey,
  snakeCase,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

/** A business district (商圈): shops together, near certain places (R69). */
export const businessDistricts = snakeCase.table(
  "business_districts",
  {
    id: uuid().primaryKey(),
    name: text().notNull().unique(),
    /** Its middle, in degrees of WGS 84. */
    latitude: doublePrecision().notNull(),
    longitude: doublePrecision().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    check("name_is_given", sql`${t.name} <> ''`),
    check(
      "location_is_on_earth",
      sql`${t.latitude} between -90 and 90 and ${t.longitude} between -180 and 180`,
    ),
  ],
);

/** Whose district it is: people of these places, and of places below them, have it nearby. */
export const districtPlaces = snakeCase.table(
  "district_places",
  {
    districtId: uuid()
      .notNull()
      .references(() => businessDistricts.id),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
  },
  (t) => [primaryKey({ columns: [t.districtId, t.placeId] }), index().on(t.placeId, t.districtId)],
);

/** Which districts are near a place, or near a place above it. */
export const placeDistricts = pgView("place_districts", {
  placeId: uuid("place_id").notNull(),
  districtId: uuid("district_id").notNull(),
}).as(sql`
  select distinct place_paths.place_id, district_id
  from district_places join place_paths on ancestor_id = district_places.place_id`);
