import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, date, index, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { persons } from "../people/person.table.ts";
import { tenures } from "./residence.rules.ts";

/** Where somebody lives and by what right, with its verification (居住核验). Moving ends one and starts another. */
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
    /** Sensitive (C3). */
    room: text(),
    tenure: text({ enum: tenures }).notNull(),
    verifiedAt: timestamp({ withTimezone: true }),
    startsOn: date().notNull(),
    endsOn: date(),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.placeId),
    check("ends_after_it_starts", sql`${t.endsOn} is null or ${t.endsOn} > ${t.startsOn}`),
  ],
);
