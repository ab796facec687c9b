import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  snakeCase,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { persons } from "../people/person.table.ts";
import { residences } from "../residences/residence.table.ts";
import { verifications } from "./verification.table.ts";

/**
 * A letter to a household with a code for one use (信函验证码). The code is made when the letter is printed, and only its
 * hash is kept; printing again puts another one in its place. A letter is open until its code is used or it is void.
 */
export const postedCodes = snakeCase.table(
  "posted_codes",
  {
    id: uuid().primaryKey(),
    residenceId: uuid().notNull(),
    personId: uuid().notNull(),
    verificationId: uuid()
      .notNull()
      .references(() => verifications.id),
    requestedAt: timestamp({ withTimezone: true }).notNull(),
    codeHash: text(),
    printedAt: timestamp({ withTimezone: true }),
    printedBy: uuid().references(() => persons.id),
    /** The code counts before this. */
    expiresAt: timestamp({ withTimezone: true }),
    /** How often the printed code was tried, the right one included. */
    attempts: integer().notNull().default(0),
    usedAt: timestamp({ withTimezone: true }),
    /** When another letter took its place. */
    voidedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    foreignKey({
      columns: [t.residenceId, t.personId],
      foreignColumns: [residences.id, residences.personId],
    }),
    index().on(t.personId),
    index().on(t.verificationId),
    uniqueIndex("one_open_posted_code")
      .on(t.residenceId)
      .where(sql`${t.usedAt} is null and ${t.voidedAt} is null`),
    check(
      "a_code_is_printed_whole",
      sql`num_nonnulls(${t.codeHash}, ${t.printedAt}, ${t.printedBy}, ${t.expiresAt}) in (0, 4)`,
    ),
    check("a_code_expires_after_it_is_printed", sql`${t.expiresAt} > ${t.printedAt}`),
    check(
      "only_a_code_that_counts_is_used",
      sql`${t.usedAt} is null or (${t.expiresAt} is not null and ${t.usedAt} < ${t.expiresAt})`,
    ),
    check("a_code_is_used_or_void", sql`${t.usedAt} is null or ${t.voidedAt} is null`),
    check(
      "only_a_printed_code_is_tried",
      sql`${t.attempts} = 0 or (${t.attempts} > 0 and ${t.codeHash} is not null)`,
    ),
    check("nobody_prints_their_own_code", sql`${t.printedBy} is distinct from ${t.personId}`),
  ],
);
