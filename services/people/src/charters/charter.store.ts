import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { latestOn } from "./charter.rules.ts";
import { charters } from "./charter.table.ts";

export type CharterRow = typeof charters.$inferSelect;

export function findCharter(db: Db, id: string) {
  return db.query.charters.findFirst({ where: { id }, with: { organization: true } });
}

/** The charter of the highest version, in force or to come. */
export function findLatestCharter(db: Db, organizationId: string) {
  return db.query.charters.findFirst({ where: { organizationId }, orderBy: { version: "desc" } });
}

export function findCharterInForce(db: Db, organizationId: string, on: string) {
  const { where, orderBy } = latestOn(on);
  return db.query.charters.findFirst({ where: { organizationId, ...where }, orderBy });
}

export async function insertCharter(tx: Db, charter: typeof charters.$inferInsert): Promise<CharterRow> {
  const [row] = await tx.insert(charters).values(charter).returning();
  return row!;
}

/** Notes a review; undefined where one of that day or later was noted before. */
export async function markReviewed(tx: Db, id: string, on: string): Promise<CharterRow | undefined> {
  const [row] = await tx
    .update(charters)
    .set({ reviewedOn: on })
    .where(and(eq(charters.id, id), or(isNull(charters.reviewedOn), lt(charters.reviewedOn, on))))
    .returning();
  return row;
}
