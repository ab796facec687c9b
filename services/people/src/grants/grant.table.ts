import { roles } from "@linli/kernel";
import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, index, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";
import { persons } from "../people/person.table.ts";

/** Grants that were given (授权), beside those that follow from posts. Without a place or organization: everywhere. */
export const grants = snakeCase.table(
  "grants",
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    role: text({ enum: roles }).notNull(),
    placeId: uuid().references(() => places.id),
    organizationId: uuid().references(() => organizations.id),
    source: text({ enum: ["DELEGATION", "MANUAL"] }).notNull(),
    from: timestamp({ withTimezone: true }).notNull(),
    until: timestamp({ withTimezone: true }),
  },
  (t) => [
    index().on(t.personId),
    check("ends_after_it_starts", sql`${t.until} is null or ${t.until} > ${t.from}`),
    check("a_delegation_ends", sql`${t.source} <> 'DELEGATION' or ${t.until} is not null`),
  ],
);
