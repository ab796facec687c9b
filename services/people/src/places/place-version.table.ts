import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, index, snakeCase, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";

/** What a place was called and in which other it lay, `[from, until)` (地点沿革): old papers still find it. */
export const placeVersions = snakeCase.table(
  "place_versions",
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    name: text().notNull(),
    parentId: uuid().references(() => places.id),
    from: timestamp({ withTimezone: true }).notNull(),
    until: timestamp({ withTimezone: true }),
  },
  (t) => [
    index().on(t.placeId, t.from),
    uniqueIndex("one_present_version")
      .on(t.placeId)
      .where(sql`${t.until} is null`),
    // Of two changes at one instant the first one's version was never seen: it is empty.
    check("ends_after_it_starts", sql`${t.until} is null or ${t.until} >= ${t.from}`),
  ],
);
