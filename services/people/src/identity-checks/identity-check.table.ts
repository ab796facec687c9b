import { sql } from "drizzle-orm";
import { check, date, integer, snakeCase, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { persons } from "../people/person.table.ts";

/** Whose identity is verified (身份核验). The number itself is kept nowhere. */
export const identityChecks = snakeCase.table(
  "identity_checks",
  {
    personId: uuid()
      .primaryKey()
      .references(() => persons.id),
    /** Keyed with the service's secret. */
    numberHash: text().notNull(),
    verifiedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    unique("one_person_per_identity_number").on(t.numberHash),
    check("an_identity_number_is_hashed", sql`${t.numberHash} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** How many identity numbers somebody has tried on the last day they did (核验尝试). */
export const identityAttempts = snakeCase.table(
  "identity_attempts",
  {
    personId: uuid()
      .primaryKey()
      .references(() => persons.id),
    onDate: date().notNull(),
    attempts: integer().notNull(),
  },
  (t) => [check("attempts_count_from_one", sql`${t.attempts} >= 1`)],
);
