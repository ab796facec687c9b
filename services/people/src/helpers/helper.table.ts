import { sql } from "drizzle-orm";
import { check, index, snakeCase, timestamp, uuid } from "drizzle-orm/pg-core";
import { persons } from "../people/person.table.ts";

/**
 * Who may see to the homes of whom (代办人, R81), in `[from, until)`: that person said so, and either of both ends it. One helper is
 * not appointed twice for one time (`one_appointment_at_a_time`, by hand in the migration).
 */
export const helpers = snakeCase.table(
  "helpers",
  {
    id: uuid().primaryKey(),
    /** Who is helped. */
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    helperId: uuid()
      .notNull()
      .references(() => persons.id),
    from: timestamp({ withTimezone: true }).notNull(),
    until: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index().on(t.personId, t.id),
    index().on(t.helperId, t.id),
    check("nobody_helps_themselves", sql`${t.personId} <> ${t.helperId}`),
    check("help_does_not_end_before_it_begins", sql`${t.until} >= ${t.from}`),
  ],
);
