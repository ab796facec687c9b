import { sql } from "drizzle-orm";
import { check, index, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { dataClasses } from "../audit/audit.rules.ts";
import { persons } from "../people/person.table.ts";

/** Requests to see somebody's data in clear for a while (查看申请), each with its reason and, for C3, another's decision. */
export const disclosures = snakeCase.table(
  "disclosures",
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    dataClass: text({ enum: dataClasses }).notNull(),
    askedBy: uuid()
      .notNull()
      .references(() => persons.id),
    /** By what right it was asked. */
    role: text().notNull(),
    scope: uuid(),
    reason: text().notNull(),
    askedAt: timestamp({ withTimezone: true }).notNull(),
    decision: text({ enum: ["APPROVED", "REFUSED"] }),
    decidedBy: uuid().references(() => persons.id),
    decidedAt: timestamp({ withTimezone: true }),
    refusalReason: text(),
    openedAt: timestamp({ withTimezone: true }),
    openUntil: timestamp({ withTimezone: true }),
  },
  (t) => [
    index().on(t.personId, t.askedBy),
    index().on(t.askedBy, t.id),
    index("disclosures_pending")
      .on(t.askedAt)
      .where(sql`${t.decision} is null and ${t.openedAt} is null`),
    check("nobody_asks_about_themselves", sql`${t.askedBy} <> ${t.personId}`),
    check("asker_is_not_approver", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.askedBy}`),
    check(
      "a_decision_is_somebodys",
      sql`(${t.decision} is null) = (${t.decidedBy} is null) and (${t.decision} is null) = (${t.decidedAt} is null)`,
    ),
    check(
      "sensitive_data_needs_approval",
      sql`${t.openedAt} is null or ${t.dataClass} = 'C2' or ${t.decision} is not distinct from 'APPROVED'`,
    ),
    check(
      "what_was_refused_stays_closed",
      sql`${t.decision} is distinct from 'REFUSED' or ${t.openedAt} is null`,
    ),
    check(
      "it_closes",
      sql`(${t.openedAt} is null) = (${t.openUntil} is null) and ${t.openUntil} > ${t.openedAt}`,
    ),
  ],
);
