import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, index, primaryKey, snakeCase, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { persons } from "../people/person.table.ts";
import { vanguardStates } from "./vanguard.rules.ts";

/** Somebody nominated as a youth vanguard of a place (青年先锋), up to the recognition (R15). */
export const vanguards = snakeCase.table(
  "vanguards",
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    state: text({ enum: vanguardStates }).notNull().default("NOMINATED"),
    nominatedBy: uuid()
      .notNull()
      .references(() => persons.id),
    nominatedAt: timestamp({ withTimezone: true }).notNull(),
    /** When the person agreed, and training began. */
    acceptedAt: timestamp({ withTimezone: true }),
    recognizedBy: uuid().references(() => persons.id),
    recognizedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.placeId, t.nominatedAt, t.id),
    // One is nominated in a place anew only after a refusal or a withdrawal.
    uniqueIndex("one_nomination_at_a_time")
      .on(t.personId, t.placeId)
      .where(sql`${t.state} in ('NOMINATED', 'IN_TRAINING', 'RECOGNIZED')`),
    check("nobody_nominates_oneself", sql`${t.nominatedBy} <> ${t.personId}`),
    check(
      "nominator_does_not_recognize",
      sql`${t.recognizedBy} is null or (${t.recognizedBy} <> ${t.nominatedBy} and ${t.recognizedBy} <> ${t.personId})`,
    ),
    check(
      "training_follows_consent",
      sql`${t.state} not in ('IN_TRAINING', 'RECOGNIZED') or ${t.acceptedAt} is not null`,
    ),
    check(
      "recognized_by_somebody_at_a_time",
      sql`(${t.state} = 'RECOGNIZED') = (${t.recognizedBy} is not null)
        and (${t.state} = 'RECOGNIZED') = (${t.recognizedAt} is not null)`,
    ),
  ],
);

/** The activities that a nomination cites (R15); they belong to another service, so these are bare ids. */
export const vanguardActivities = snakeCase.table(
  "vanguard_activities",
  {
    vanguardId: uuid()
      .notNull()
      .references(() => vanguards.id),
    activityId: uuid().notNull(),
  },
  (t) => [primaryKey({ columns: [t.vanguardId, t.activityId] })],
);
