import { roles } from "@linli/kernel";
import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, index, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";
import { persons } from "../people/person.table.ts";

/** Rights expressly taken away (禁权): they outweigh every grant. Without a role all roles, without a scope everywhere. */
export const denials = snakeCase.table(
  "denials",
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    role: text({ enum: roles }),
    placeId: uuid().references(() => places.id),
    organizationId: uuid().references(() => organizations.id),
    deniedBy: uuid()
      .notNull()
      .references(() => persons.id),
    reason: text().notNull(),
    from: timestamp({ withTimezone: true }).notNull(),
    until: timestamp({ withTimezone: true }),
    liftedAt: timestamp({ withTimezone: true }),
    liftedBy: uuid().references(() => persons.id),
    liftingReason: text(),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.deniedBy, t.id),
    check("ends_after_it_starts", sql`${t.until} is null or ${t.until} > ${t.from}`),
    check("one_scope_at_most", sql`${t.placeId} is null or ${t.organizationId} is null`),
    check("nobody_denies_themselves", sql`${t.deniedBy} <> ${t.personId}`),
    check(
      "somebody_else_lifted_it",
      sql`(${t.liftedAt} is null) = (${t.liftedBy} is null) and ${t.liftedBy} is distinct from ${t.personId}`,
    ),
  ],
);
