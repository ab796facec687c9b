import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, index, snakeCase, text, unique, uuid } from "drizzle-orm/pg-core";
import { seriesKinds, seriesStates } from "./meeting-series.rules.ts";

/** Meetings of one body that come again and again (会议系列). */
export const meetingSeries = snakeCase.table(
  "meeting_series",
  {
    id: uuid().primaryKey(),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    title: text().notNull(),
    kind: text({ enum: seriesKinds }).notNull(),
    /** iCalendar RRULE, read in Asia/Shanghai: `FREQ=MONTHLY;BYDAY=2WE`. */
    rrule: text().notNull(),
    state: text({ enum: seriesStates }).notNull().default("ACTIVE"),
    /** Organizations belong to another service, so this is a bare id with no foreign key. */
    organizationId: uuid().notNull(),
  },
  (t) => [
    index().on(t.placeId),
    // What a meeting's copy of the place is held to.
    unique().on(t.id, t.placeId),
    check("rrule_has_a_frequency", sql`${t.rrule} like 'FREQ=_%'`),
    check("title_is_given", sql`${t.title} <> ''`),
  ],
);
