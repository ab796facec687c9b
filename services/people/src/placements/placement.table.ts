import { sql } from "drizzle-orm";
import { check, index, snakeCase, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { memberships } from "../memberships/membership.table.ts";
import { persons } from "../people/person.table.ts";
import { posts } from "../posts/post.table.ts";
import { placementStates } from "./placement.rules.ts";

/** Somebody recommended to a post of a property company or an owners' committee (团青骨干充实物业和业委会, R16). */
export const placements = snakeCase.table(
  "placements",
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    postId: uuid()
      .notNull()
      .references(() => posts.id),
    state: text({ enum: placementStates }).notNull().default("RECOMMENDED"),
    recommendedBy: uuid()
      .notNull()
      .references(() => persons.id),
    recommendedAt: timestamp({ withTimezone: true }).notNull(),
    /** When the person agreed: nobody is placed unasked. */
    agreedAt: timestamp({ withTimezone: true }),
    closedBy: uuid().references(() => persons.id),
    closedAt: timestamp({ withTimezone: true }),
    /** What the acceptance made. */
    membershipId: uuid()
      .unique()
      .references(() => memberships.id),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.postId, t.recommendedAt),
    uniqueIndex("one_open_placement")
      .on(t.personId, t.postId)
      .where(sql`${t.state} = 'RECOMMENDED'`),
    check("nobody_recommends_oneself", sql`${t.recommendedBy} <> ${t.personId}`),
    check("acceptance_makes_a_membership", sql`(${t.state} = 'ACCEPTED') = (${t.membershipId} is not null)`),
    check("acceptance_follows_consent", sql`${t.state} <> 'ACCEPTED' or ${t.agreedAt} is not null`),
    check(
      "closed_by_somebody_at_a_time",
      sql`(${t.state} = 'RECOMMENDED') = (${t.closedBy} is null)
        and (${t.closedBy} is null) = (${t.closedAt} is null)`,
    ),
  ],
);
