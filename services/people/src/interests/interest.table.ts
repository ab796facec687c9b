import { sql } from "drizzle-orm";
import { check, index, snakeCase, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";
import { persons } from "../people/person.table.ts";

/** Somebody's own wish to stand for an owners' committee (参选意向, R18). It makes nobody a member. */
export const interests = snakeCase.table(
  "interests",
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    committeeId: uuid()
      .notNull()
      .references(() => organizations.id),
    expressedAt: timestamp({ withTimezone: true }).notNull(),
    withdrawnAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.committeeId, t.expressedAt, t.id),
    uniqueIndex("one_interest_each")
      .on(t.personId, t.committeeId)
      .where(sql`${t.withdrawnAt} is null`),
    check("withdrawn_after_expressed", sql`${t.withdrawnAt} is null or ${t.withdrawnAt} >= ${t.expressedAt}`),
  ],
);
