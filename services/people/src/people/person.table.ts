import { sql } from "drizzle-orm";
import { check, date, index, primaryKey, snakeCase, text, uuid } from "drizzle-orm/pg-core";
import { namePairs } from "../names/name-pairs.table.ts";

/** A person (人). Name, phone and birth date are personal (C2). */
export const persons = snakeCase.table(
  "persons",
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    namePairs: namePairs(),
    phone: text(),
    birthDate: date(),
  },
  (t) => [
    index().using("gin", t.namePairs).with({ fastupdate: false }),
    check("name_is_given", sql`${t.name} <> ''`),
  ],
);

/** By which sign-in a person is known: the provider's name and its subject. */
export const accounts = snakeCase.table(
  "accounts",
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] })],
);
