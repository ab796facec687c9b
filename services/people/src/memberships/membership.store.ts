import { brokenConstraint } from "@linli/database";
import { uuidv7 } from "@linli/kernel";
import { and, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { posts } from "../posts/post.table.ts";
import { PostTaken } from "./membership.errors.ts";
import { memberships } from "./membership.table.ts";

export type MembershipRow = typeof memberships.$inferSelect;
export type NewTerm = Omit<typeof memberships.$inferInsert, "id">;

/** A post with its organization, which decide who may fill it. */
export function findPost(db: Db, id: string) {
  return db.query.posts.findFirst({ where: { id }, with: { organization: true } });
}

/** A term with its post and organization. */
export function findMembership(db: Db, id: string) {
  return db.query.memberships.findFirst({
    where: { id },
    with: { post: { with: { organization: true } } },
  });
}

export async function isPersonKnown(db: Db, id: string): Promise<boolean> {
  return (await db.query.persons.findFirst({ columns: { id: true }, where: { id } })) !== undefined;
}

export async function isOrganizationKnown(db: Db, id: string): Promise<boolean> {
  return (await db.query.organizations.findFirst({ columns: { id: true }, where: { id } })) !== undefined;
}

/** Those who would fill a post, or abolish it, take turns here. */
async function lockPost(db: Db, postId: string): Promise<void> {
  await db.select({ id: posts.id }).from(posts).where(eq(posts.id, postId)).for("update");
}

/** Begins a term. Throws `PostTaken` where somebody holds the post in any of that time; the transaction is then over. */
export async function insertMembership(tx: Db, term: NewTerm, at: Date): Promise<MembershipRow> {
  await lockPost(tx, term.postId);
  try {
    const [row] = await tx
      .insert(memberships)
      .values({ ...term, id: uuidv7(+at) })
      .returning();
    return row!;
  } catch (error) {
    if (brokenConstraint(error) === "one_holder_at_a_time") throw new PostTaken();
    throw error;
  }
}

/** Which terms to end: these, those in these posts, or those of a person in these posts. */
export type Terms = { ids: readonly string[] } | { postIds: readonly string[]; personId?: string };

/**
 * Ends terms on a date: whoever held a post on the day before holds it no more. Terms that are over by then stay as
 * they are; one that begins later is left empty. Resolves with those that it ended.
 */
export async function endMembershipsOn(tx: Db, terms: Terms, on: string): Promise<MembershipRow[]> {
  const which =
    "ids" in terms
      ? inArray(memberships.id, [...terms.ids])
      : and(
          inArray(memberships.postId, [...terms.postIds]),
          terms.personId === undefined ? undefined : eq(memberships.personId, terms.personId),
        );
  const end = sql<string>`greatest(${memberships.startsOn}, ${on}::date)`;
  return tx
    .update(memberships)
    .set({ endsOn: end })
    .where(and(which, or(isNull(memberships.endsOn), gt(memberships.endsOn, end))))
    .returning();
}
