import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { boolean, check, date, foreignKey, index, snakeCase, text, uuid } from "drizzle-orm/pg-core";
import { roles } from "@linli/kernel";
import { persons } from "../people/person.table.ts";
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

/** A post (岗位): it exists without a holder, so a vacancy can be seen. */
export const posts = snakeCase.table(
  "posts",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    title: text().notNull(),
    isLeadership: boolean().notNull().default(false),
    /** The role that its holder has at the organization and in the place where that stands, while holding it. */
    role: text({ enum: roles }),
  },
  (t) => [index().on(t.organizationId)],
);

/** Who holds a post, from when until when (任职): `[startsOn, endsOn)`. Whether it is in force is asked of the clock. */
export const memberships = snakeCase.table(
  "memberships",
  {
    id: uuid().primaryKey(),
    postId: uuid()
      .notNull()
      .references(() => posts.id),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    onBehalfOfId: uuid().references(() => organizations.id),
    startsOn: date().notNull(),
    endsOn: date(),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.postId),
    check("ends_after_it_starts", sql`${t.endsOn} is null or ${t.endsOn} > ${t.startsOn}`),
  ],
);
