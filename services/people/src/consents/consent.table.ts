import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  snakeCase,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { persons } from "../people/person.table.ts";
import { consentPurposes } from "./consent.rules.ts";

/** Each consent that was given or withdrawn (同意记录): rows are added, never changed; the last of a purpose counts. */
export const consents = snakeCase.table(
  "consents",
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    purpose: text({ enum: consentPurposes }).notNull(),
    /** The how manieth step of this person about this purpose. */
    ordinal: integer().notNull(),
    version: integer().notNull(),
    given: boolean().notNull(),
    /** The person, or a guardian. */
    givenBy: uuid()
      .notNull()
      .references(() => persons.id),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    unique("one_step_after_another").on(t.personId, t.purpose, t.ordinal),
    index().on(t.at, t.id),
    check("steps_count_from_one", sql`${t.ordinal} >= 1 and ${t.version} >= 1`),
  ],
);
