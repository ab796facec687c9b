import { sql } from "drizzle-orm";
import { check, date, index, snakeCase, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";
import { persons } from "../people/person.table.ts";
import { posts } from "../posts/post.table.ts";

/** Who holds a post, from when until when (任职): `[startsOn, endsOn)`. Whether it is in force is asked of the clock. */
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
  (t) => [
    index().on(t.personId),
    index().on(t.postId),
    check("ends_after_it_starts", sql`${t.endsOn} is null or ${t.endsOn} > ${t.startsOn}`),
  ],
);
