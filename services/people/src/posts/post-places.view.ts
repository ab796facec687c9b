import { sql } from "drizzle-orm";
import { pgView, uuid } from "drizzle-orm/pg-core";

/** Each post with the place where its organization stands and all places above it: so that the posts of many places are one look-up. */
export const postPlaces = pgView("post_places", {
  postId: uuid("post_id").notNull(),
  placeId: uuid("place_id").notNull(),
}).as(sql`
  select posts.id as post_id, place_paths.ancestor_id as place_id
  from posts
  join organizations on organizations.id = posts.organization_id
  join place_paths on place_paths.place_id = organizations.place_id`);
