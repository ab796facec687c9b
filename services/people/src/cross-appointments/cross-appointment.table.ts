import { sql } from "drizzle-orm";
import { check, date, index, snakeCase, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { memberships } from "../memberships/membership.table.ts";
import { persons } from "../people/person.table.ts";
import { posts } from "../posts/post.table.ts";
import { storedCrossAppointmentStates } from "./cross-appointment.rules.ts";

/** A member of the two committees who also serves in an owners' committee or property company (交叉任职, R59). */
export const crossAppointments = snakeCase.table(
  "cross_appointments",
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    /** The post in the two committees that the person held when recommended. */
    basisPostId: uuid()
      .notNull()
      .references(() => posts.id),
    /** The post at the receiving body. */
    postId: uuid()
      .notNull()
      .references(() => posts.id),
    state: text({ enum: storedCrossAppointmentStates }).notNull().default("RECOMMENDED"),
    recommendedBy: uuid()
      .notNull()
      .references(() => persons.id),
    recommendedAt: timestamp({ withTimezone: true }).notNull(),
    startsOn: date().notNull(),
    endsOn: date(),
    /** The candidate's own statement on conflicts of interest; personal (C2). */
    declaration: text(),
    declaredAt: timestamp({ withTimezone: true }),
    closedBy: uuid().references(() => persons.id),
    closedAt: timestamp({ withTimezone: true }),
    /** What the confirmation made. */
    membershipId: uuid()
      .unique()
      .references(() => memberships.id),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.postId, t.recommendedAt),
    uniqueIndex("one_open_cross_appointment")
      .on(t.personId, t.postId)
      .where(sql`${t.state} = 'RECOMMENDED'`),
    check("ends_after_it_starts", sql`${t.endsOn} is null or ${t.endsOn} > ${t.startsOn}`),
    check("two_different_posts", sql`${t.basisPostId} <> ${t.postId}`),
    check("declared_at_a_time", sql`(${t.declaration} is null) = (${t.declaredAt} is null)`),
    check(
      "confirmation_makes_a_membership",
      sql`(${t.state} = 'CONFIRMED') = (${t.membershipId} is not null)`,
    ),
    check("nobody_confirms_oneself", sql`${t.state} <> 'CONFIRMED' or ${t.closedBy} <> ${t.personId}`),
    check(
      "closed_by_somebody_at_a_time",
      sql`(${t.state} = 'RECOMMENDED') = (${t.closedBy} is null)
        and (${t.closedBy} is null) = (${t.closedAt} is null)`,
    ),
  ],
);
