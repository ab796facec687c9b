import { sql } from "drizzle-orm";
import { check, foreignKey, index, snakeCase, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { persons } from "../people/person.table.ts";
import { residences } from "../residences/residence.table.ts";
import { verificationMethods, verificationStates } from "./verification.rules.ts";

/**
 * That somebody lives where they say (居住核验). One that is decided never changes again; a renewal is another one. Two
 * of one residence never hold at once (`one_verification_at_a_time`, in the migration).
 */
export const verifications = snakeCase.table(
  "residency_verifications",
  {
    id: uuid().primaryKey(),
    residenceId: uuid().notNull(),
    personId: uuid().notNull(),
    state: text({ enum: verificationStates }).notNull(),
    reportedAt: timestamp({ withTimezone: true }).notNull(),
    method: text({ enum: verificationMethods }),
    /** Who would have verified it, had the household not been full; null for a posted code. */
    checkedBy: uuid().references(() => persons.id),
    checkedAt: timestamp({ withTimezone: true }),
    /** Who verified or refused it; null for a posted code. */
    decidedBy: uuid().references(() => persons.id),
    decidedAt: timestamp({ withTimezone: true }),
    /** What it was refused for, to the person alone. */
    reason: text(),
    from: timestamp({ withTimezone: true }),
    until: timestamp({ withTimezone: true }),
  },
  (t) => [
    foreignKey({
      columns: [t.residenceId, t.personId],
      foreignColumns: [residences.id, residences.personId],
    }),
    index().on(t.residenceId),
    uniqueIndex("one_open_verification")
      .on(t.residenceId)
      .where(sql`${t.state} in ('REPORTED', 'NEEDS_REVIEW')`),
    check(
      "only_what_is_verified_holds",
      sql`(${t.state} = 'VERIFIED') = (${t.from} is not null) and (${t.from} is null) = (${t.until} is null)`,
    ),
    check("until_is_after_from", sql`${t.until} > ${t.from}`),
    check("a_refusal_has_a_reason", sql`(${t.state} = 'REFUSED') = (${t.reason} is not null)`),
    check(
      "what_is_decided_has_its_time",
      sql`(${t.state} in ('VERIFIED', 'REFUSED')) = (${t.decidedAt} is not null)`,
    ),
    check("what_is_decided_was_decided_somehow", sql`${t.state} = 'REPORTED' or ${t.method} is not null`),
    check("a_review_follows_a_check", sql`${t.state} <> 'NEEDS_REVIEW' or ${t.checkedAt} is not null`),
    check(
      "nobody_verifies_themselves",
      sql`${t.checkedBy} is distinct from ${t.personId} and ${t.decidedBy} is distinct from ${t.personId}`,
    ),
    check(
      "a_review_takes_a_second_person",
      sql`${t.checkedBy} is null or ${t.decidedBy} is null or ${t.checkedBy} <> ${t.decidedBy}`,
    ),
  ],
);
