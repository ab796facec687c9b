import { brokenConstraint } from "@linli/database";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { AlreadyEnrolled } from "./youth-community.errors.ts";
import { youthCommunities } from "./youth-community.table.ts";

export type YouthCommunityRow = typeof youthCommunities.$inferSelect;

export function findYouthCommunity(db: Db, id: string) {
  return db.query.youthCommunities.findFirst({ where: { id } });
}

export function findCommunity(db: Db, id: string) {
  return db.query.places.findFirst({ columns: { id: true, kind: true }, where: { id } });
}

/** Throws `AlreadyEnrolled`; the transaction is then to be rolled back. */
export async function insertYouthCommunity(
  tx: Db,
  enrolment: typeof youthCommunities.$inferInsert,
): Promise<YouthCommunityRow> {
  const [row] = await tx
    .insert(youthCommunities)
    .values(enrolment)
    .returning()
    .catch((error: unknown) => {
      throw brokenConstraint(error) === "one_enrolment_a_place" ? new AlreadyEnrolled() : error;
    });
  return row!;
}

/** Links a lead where there is none yet; undefined when somebody else was first. */
export async function linkLead(tx: Db, id: string, leadId: string, leadSince: string) {
  const [row] = await tx
    .update(youthCommunities)
    .set({ leadId, leadSince })
    .where(and(eq(youthCommunities.id, id), isNull(youthCommunities.leadId)))
    .returning();
  return row;
}
