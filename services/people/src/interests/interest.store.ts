import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { interests } from "./interest.table.ts";

export type InterestRow = typeof interests.$inferSelect;

/** An owners' committee; undefined where the id is of no organization, or of one of another kind. */
export function findCommittee(db: Db, id: string) {
  return db.query.organizations.findFirst({ where: { id, classification: "OWNERS_COMMITTEE" } });
}

export function findInterest(db: Db, id: string) {
  return db.query.interests.findFirst({ where: { id } });
}

/** Notes an interest; undefined where the person has expressed it already. */
export async function insertInterest(
  tx: Db,
  interest: typeof interests.$inferInsert,
): Promise<InterestRow | undefined> {
  const [row] = await tx.insert(interests).values(interest).onConflictDoNothing().returning();
  return row;
}

/** Takes an interest back; undefined where that was done before. */
export async function endInterest(tx: Db, id: string, at: Date): Promise<InterestRow | undefined> {
  const [row] = await tx
    .update(interests)
    .set({ withdrawnAt: at })
    .where(and(eq(interests.id, id), isNull(interests.withdrawnAt)))
    .returning();
  return row;
}
