import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, date, index, snakeCase, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";
import { venueKinds } from "./venue.rules.ts";

/** A room or office that somebody provides (场所), there in `[openedOn, closedOn)`. */
export const venues = snakeCase.table(
  "venues",
  {
    id: uuid().primaryKey(),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    kind: text({ enum: venueKinds }).notNull(),
    name: text().notNull(),
    providerId: uuid()
      .notNull()
      .references(() => organizations.id),
    /** Where the newest photo of its sign is kept: a reference, not the photo. */
    signPhoto: text(),
    signPhotoTakenOn: date(),
    openedOn: date().notNull(),
    closedOn: date(),
  },
  (t) => [
    index().on(t.placeId, t.id),
    index().on(t.providerId),
    uniqueIndex("one_open_venue_of_a_name_in_a_place")
      .on(t.placeId, t.name)
      .where(sql`${t.closedOn} is null`),
    check("name_is_given", sql`${t.name} <> ''`),
    check("a_sign_photo_has_its_date", sql`(${t.signPhoto} is null) = (${t.signPhotoTakenOn} is null)`),
    check("is_not_closed_before_it_is_opened", sql`${t.closedOn} >= ${t.openedOn}`),
  ],
);
