import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, snakeCase, text, unique, uuid } from "drizzle-orm/pg-core";

/** Who lives behind one door of a building (户). It is not a place of the tree: only people knows it. */
export const households = snakeCase.table(
  "households",
  {
    id: uuid().primaryKey(),
    buildingId: uuid()
      .notNull()
      .references(() => places.id),
    /** Sensitive (C3), and in the one form of `roomNumber`. */
    room: text().notNull(),
  },
  (t) => [
    unique().on(t.buildingId, t.room),
    unique().on(t.id, t.buildingId),
    check("room_is_given", sql`${t.room} <> ''`),
  ],
);
