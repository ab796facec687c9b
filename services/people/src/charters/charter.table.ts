import { sql } from "drizzle-orm";
import { check, date, integer, snakeCase, text, unique, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";

/**
 * The rules of a body (规章制度), version by version. Each is in force from its day on until the next one is: what was
 * in force on a past day does not change.
 */
export const charters = snakeCase.table(
  "charters",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    version: integer().notNull(),
    effectiveFrom: date().notNull(),
    /** When it was last looked through and found good. */
    reviewedOn: date(),
    duties: text().array().notNull(),
    /** Where its text is kept. */
    textReference: text().notNull(),
  },
  (t) => [
    unique("one_charter_of_a_version").on(t.organizationId, t.version),
    unique("one_charter_a_day").on(t.organizationId, t.effectiveFrom),
    check("versions_begin_at_one", sql`${t.version} >= 1`),
    check("duties_are_given", sql`cardinality(${t.duties}) >= 1`),
    check("is_not_reviewed_before_it_is_in_force", sql`${t.reviewedOn} >= ${t.effectiveFrom}`),
  ],
);
