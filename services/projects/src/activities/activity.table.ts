import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, index, integer, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { activityStates, categories } from "./activity.rules.ts";

/** Something that neighbours do together at an hour and a place (活动). */
export const activities = snakeCase.table(
  "activities",
  {
    id: uuid().primaryKey(),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    title: text().notNull(),
    category: text({ enum: categories }).notNull(),
    state: text({ enum: activityStates }).notNull(),
    /** In milliseconds, as cursors carry it. */
    startsAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    endsAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** How many may take part; null: as many as come. */
    capacity: integer(),
    /** An organization of `people`. */
    hostOrganizationId: uuid().notNull(),
  },
  (t) => [
    index().on(t.placeId, t.startsAt, t.id),
    index().on(t.hostOrganizationId),
    check("title_is_given", sql`${t.title} <> ''`),
    check("ends_after_it_starts", sql`${t.endsAt} > ${t.startsAt}`),
    check("somebody_may_take_part", sql`${t.capacity} > 0`),
  ],
);
