import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, date, index, snakeCase, text, unique, uuid } from "drizzle-orm/pg-core";
import { households } from "../households/household.table.ts";
import { persons } from "../people/person.table.ts";
import { tenures } from "./residence.rules.ts";

/**
 * Where somebody lives, by what right, from when until when (居住信息): `[startsOn, endsOn)`. Moving ends one and starts
 * another. A person has no two of one household at a time (`one_residence_in_a_household_at_a_time`, in the migration).
 */
export const residences = snakeCase.table(
  "residences",
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    /** Behind which door of the building (`household_lies_in_the_building`); null once its person is forgotten. */
    householdId: uuid().references(() => households.id),
    tenure: text({ enum: tenures }).notNull(),
    startsOn: date().notNull(),
    endsOn: date(),
    /** Who reported it for that person, as guardian or helper (R81); null: the person. */
    reportedBy: uuid().references(() => persons.id),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.placeId),
    index().on(t.householdId),
    unique().on(t.id, t.personId),
    check("reported_for_another", sql`${t.reportedBy} <> ${t.personId}`),
    check("ends_after_it_starts", sql`${t.endsOn} is null or ${t.endsOn} > ${t.startsOn}`),
  ],
);
