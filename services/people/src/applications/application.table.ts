import { sql } from "drizzle-orm";
import { check, index, snakeCase, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { memberships } from "../memberships/membership.table.ts";
import { persons } from "../people/person.table.ts";
import { posts } from "../posts/post.table.ts";
import { applicationStates } from "./application.rules.ts";

/** Somebody's own wish for a vacant seat in a youth council, think tank or fellowship, and what became of it (申请). */
export const seatApplications = snakeCase.table(
  "seat_applications",
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    postId: uuid()
      .notNull()
      .references(() => posts.id),
    state: text({ enum: applicationStates }).notNull().default("APPLIED"),
    appliedAt: timestamp({ withTimezone: true }).notNull(),
    closedBy: uuid().references(() => persons.id),
    closedAt: timestamp({ withTimezone: true }),
    /** What the admission made. */
    membershipId: uuid()
      .unique()
      .references(() => memberships.id),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.postId, t.appliedAt),
    uniqueIndex("one_open_application")
      .on(t.personId, t.postId)
      .where(sql`${t.state} = 'APPLIED'`),
    check("admission_makes_a_membership", sql`(${t.state} = 'ADMITTED') = (${t.membershipId} is not null)`),
    check("nobody_admits_oneself", sql`${t.state} <> 'ADMITTED' or ${t.closedBy} <> ${t.personId}`),
    check(
      "closed_by_somebody_at_a_time",
      sql`(${t.state} = 'APPLIED') = (${t.closedBy} is null)
        and (${t.closedBy} is null) = (${t.closedAt} is null)`,
    ),
  ],
);
