import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, snakeCase, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { namePairs } from "../names/name-pairs.table.ts";
import { classifications, sectors } from "./organization.rules.ts";

/** A body, office or company (组织), which exists in `[foundedOn, dissolvedOn)`. */
export const organizations = snakeCase.table(
  "organizations",
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    namePairs: namePairs(),
    classification: text({ enum: classifications }).notNull(),
    sector: text({ enum: sectors }),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    parentId: uuid(),
    /** Null: before anything was noted. */
    foundedOn: date(),
    dissolvedOn: date(),
  },
  (t) => [
    foreignKey({ columns: [t.parentId], foreignColumns: [t.id] }),
    index().on(t.placeId, t.id),
    index().using("gin", t.namePairs).with({ fastupdate: false }),
    uniqueIndex("one_of_a_name_in_a_place")
      .on(t.placeId, t.name)
      .where(sql`${t.dissolvedOn} is null`),
    check(
      "only_league_organizations_have_a_sector",
      sql`${t.sector} is null or ${t.classification} = 'LEAGUE_ORGANIZATION'`,
    ),
    check("is_not_dissolved_before_it_is_founded", sql`${t.dissolvedOn} >= ${t.foundedOn}`),
    check("name_is_given", sql`${t.name} <> ''`),
  ],
);
