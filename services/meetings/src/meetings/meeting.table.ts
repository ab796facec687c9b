import { sql } from "drizzle-orm";
import { check, foreignKey, index, snakeCase, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { meetingSeries } from "../series/meeting-series.table.ts";
import { meetingStates } from "./meeting.rules.ts";

/** One meeting of a series (会议): `[startsAt, endsAt)`. */
export const meetings = snakeCase.table(
  "meetings",
  {
    id: uuid().primaryKey(),
    seriesId: uuid().notNull(),
    /** The place of its series, kept here too: a place lists its meetings by one index. */
    placeId: uuid().notNull(),
    title: text().notNull(),
    // To the millisecond, as the cursors of its lists tell it.
    startsAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    endsAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    state: text({ enum: meetingStates }).notNull().default("PLANNED"),
  },
  (t) => [
    foreignKey({
      columns: [t.seriesId, t.placeId],
      foreignColumns: [meetingSeries.id, meetingSeries.placeId],
    }).onUpdate("cascade"),
    index().on(t.placeId, t.startsAt, t.id),
    index().on(t.seriesId, t.placeId),
    // What an agenda item's copy of the series is held to.
    unique().on(t.id, t.seriesId),
    check("ends_after_it_starts", sql`${t.endsAt} > ${t.startsAt}`),
    check("title_is_given", sql`${t.title} <> ''`),
  ],
);
