import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { dataClasses } from "./audit.rules.ts";

/**
 * The audit log (访问日志): each read of somebody else's data in clear. Each entry holds the hash of the one before. A
 * trigger, written by hand in the migration, refuses every change. Ids only, without foreign keys: a person may be
 * deleted, and the chain holds.
 */
export const auditEntries = snakeCase.table(
  "audit_entries",
  {
    sequence: bigint({ mode: "number" }).primaryKey(),
    id: uuid().notNull().unique(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    readerId: uuid().notNull(),
    role: text(),
    scope: uuid(),
    /** Whose data. */
    personId: uuid().notNull(),
    dataClass: text({ enum: dataClasses }).notNull(),
    fields: text().array().notNull(),
    disclosureId: uuid(),
    requestId: text(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [
    index().on(t.personId, t.sequence),
    check("nobody_is_logged_for_their_own", sql`${t.readerId} <> ${t.personId}`),
    check("something_was_read", sql`cardinality(${t.fields}) > 0`),
  ],
);

/** Where the chain stands: one row, which whoever adds to the log holds until it has committed. */
export const auditHeads = snakeCase.table(
  "audit_heads",
  {
    only: boolean().primaryKey().default(true),
    sequence: bigint({ mode: "number" }).notNull(),
    hash: text().notNull(),
  },
  (t) => [check("there_is_one", sql`${t.only}`)],
);
