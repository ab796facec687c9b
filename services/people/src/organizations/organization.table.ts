import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, foreignKey, index, snakeCase, text, uuid } from "drizzle-orm/pg-core";
import { classifications, sectors } from "./organization.rules.ts";

/** A body, office or company (组织). */
export const organizations = snakeCase.table(
  "organizations",
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    classification: text({ enum: classifications }).notNull(),
    sector: text({ enum: sectors }),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    parentId: uuid(),
  },
  (t) => [
    foreignKey({ columns: [t.parentId], foreignColumns: [t.id] }),
    index().on(t.placeId, t.id),
    check(
      "only_league_organizations_have_a_sector",
      sql`${t.sector} is null or ${t.classification} = 'LEAGUE_ORGANIZATION'`,
    ),
    check("name_is_given", sql`${t.name} <> ''`),
  ],
);
