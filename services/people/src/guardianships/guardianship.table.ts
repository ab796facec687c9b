import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, index, snakeCase, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { persons } from "../people/person.table.ts";
import { guardianKinds, guardianshipStates } from "./guardianship.rules.ts";

/** Who cares for which minor (监护), asked for by the guardian and confirmed by the community. All of it is C3. */
export const guardianships = snakeCase.table(
  "guardianships",
  {
    id: uuid().primaryKey(),
    minorId: uuid()
      .notNull()
      .references(() => persons.id),
    guardianId: uuid()
      .notNull()
      .references(() => persons.id),
    kind: text({ enum: guardianKinds }).notNull(),
    /** The community whose workers confirm it. */
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    state: text({ enum: guardianshipStates }).notNull(),
    requestedAt: timestamp({ withTimezone: true }).notNull(),
    decidedBy: uuid().references(() => persons.id),
    decidedAt: timestamp({ withTimezone: true }),
    from: timestamp({ withTimezone: true }),
    /** The minor's coming of age, or the end that came before. */
    until: timestamp({ withTimezone: true }),
  },
  (t) => [
    index().on(t.guardianId),
    index().on(t.minorId),
    index().on(t.placeId),
    uniqueIndex("one_guardianship_of_two")
      .on(t.minorId, t.guardianId)
      .where(sql`${t.state} in ('REQUESTED', 'CONFIRMED')`),
    check("nobody_is_their_own_guardian", sql`${t.minorId} <> ${t.guardianId}`),
    check(
      "a_worker_confirms_for_others",
      sql`${t.decidedBy} is distinct from ${t.minorId} and ${t.decidedBy} is distinct from ${t.guardianId}`,
    ),
    check(
      "what_is_decided_was_decided_by_somebody",
      sql`(${t.state} = 'REQUESTED') = (${t.decidedBy} is null)`,
    ),
    check(
      "only_what_is_confirmed_holds",
      sql`(${t.state} in ('CONFIRMED', 'ENDED')) = (${t.from} is not null) and (${t.from} is null) = (${t.until} is null)`,
    ),
    check("until_is_not_before_from", sql`${t.until} >= ${t.from}`),
  ],
);
