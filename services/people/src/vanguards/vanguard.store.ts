import { and, eq } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { vanguardActivities, vanguards } from "./vanguard.table.ts";

export type VanguardRow = typeof vanguards.$inferSelect;

export function findVanguard(db: Db, id: string) {
  return db.query.vanguards.findFirst({ where: { id } });
}

/** Notes a nomination and what it cites; undefined where the person has one in that place already. */
export async function insertVanguard(
  tx: Db,
  vanguard: typeof vanguards.$inferInsert,
  activityIds: readonly string[],
): Promise<VanguardRow | undefined> {
  const [row] = await tx.insert(vanguards).values(vanguard).onConflictDoNothing().returning();
  if (!row) return undefined;
  await tx
    .insert(vanguardActivities)
    .values(activityIds.map((activityId) => ({ vanguardId: row.id, activityId })));
  return row;
}

/** Moves a nomination on from the state it was seen in; undefined when somebody else was first. */
export async function moveVanguard(
  tx: Db,
  { id, state }: Pick<VanguardRow, "id" | "state">,
  values: Partial<VanguardRow>,
): Promise<VanguardRow | undefined> {
  const [row] = await tx
    .update(vanguards)
    .set(values)
    .where(and(eq(vanguards.id, id), eq(vanguards.state, state)))
    .returning();
  return row;
}
