import { date, index, snakeCase, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";
import { persons } from "../people/person.table.ts";
import { posts } from "../posts/post.table.ts";

/**
 * Who holds a post, from when until when (任职): `[startsOn, endsOn)`. Whether it is in force is asked of the clock. A
 * term that was taken back before it began stays as an empty one. Two constraints stand in the migration, written by hand:
 * `does_not_end_before_it_starts`, and `one_holder_at_a_time`, which no two terms in one post may break.
 */
export const memberships = snakeCase.table(
  "memberships",
  {
    id: uuid().primaryKey(),
    postId: uuid()
      .notNull()
      .references(() => posts.id),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    onBehalfOfId: uuid().references(() => organizations.id),
    startsOn: date().notNull(),
    endsOn: date(),
  },
  (t) => [index().on(t.personId), index().on(t.postId)],
);
