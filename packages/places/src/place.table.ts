import { placeKinds } from "@linli/kernel";
import { check, date, foreignKey, index, primaryKey, snakeCase, text, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";

/** The place tree (地点). `people` writes it; the other services keep it as a projection of its events. */
export const places = snakeCase.table(
  "places",
  {
    id: uuid().primaryKey(),
    kind: text({ enum: placeKinds }).notNull(),
    name: text().notNull(),
    parentId: uuid(),
    /** Since when it is no longer in use: what was there stays there, and nothing new comes. */
    retiredOn: date(),
  },
  (t) => [
    foreignKey({ columns: [t.parentId], foreignColumns: [t.id] }),
    index().on(t.parentId),
    check("only_the_top_has_no_parent", sql`(${t.parentId} is null) = (${t.kind} = 'PREFECTURE')`),
    check("name_is_given", sql`${t.name} <> ''`),
  ],
);

/** Each place with itself and all places above it, so that "within" is one index look-up. */
export const placePaths = snakeCase.table(
  "place_paths",
  {
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    ancestorId: uuid()
      .notNull()
      .references(() => places.id),
  },
  (t) => [primaryKey({ columns: [t.placeId, t.ancestorId] }), index().on(t.ancestorId, t.placeId)],
);
