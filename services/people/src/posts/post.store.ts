import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { posts } from "./post.table.ts";

export type PostRow = typeof posts.$inferSelect;

export async function insertPost(db: Db, post: typeof posts.$inferInsert): Promise<PostRow> {
  const [row] = await db.insert(posts).values(post).returning();
  return row!;
}

export async function findPostRow(db: Db, id: string): Promise<PostRow | undefined> {
  return db.query.posts.findFirst({ where: { id } });
}

/** Abolishes a post that exists; undefined when somebody else was first. */
export async function markAbolished(db: Db, id: string, on: string): Promise<PostRow | undefined> {
  const [row] = await db
    .update(posts)
    .set({ abolishedOn: on })
    .where(and(eq(posts.id, id), isNull(posts.abolishedOn)))
    .returning();
  return row;
}
