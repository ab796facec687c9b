import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { organizations } from "../organizations/organization.table.ts";
import { posts } from "./post.table.ts";

export type PostRow = typeof posts.$inferSelect;

export function findOrganization(db: Db, id: string) {
  return db.query.organizations.findFirst({ where: { id } });
}

/** Locks an organization, so that nothing is added to one that is being dissolved. */
export async function lockOrganization(db: Db, id: string) {
  const [row] = await db.select().from(organizations).where(eq(organizations.id, id)).for("update");
  return row;
}

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
