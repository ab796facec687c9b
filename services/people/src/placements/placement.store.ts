import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { placements } from "./placement.table.ts";

export type PlacementRow = typeof placements.$inferSelect;

/** A placement with its post and body. */
export function findPlacement(db: Db, id: string) {
  return db.query.placements.findFirst({ where: { id }, with: { post: { with: { organization: true } } } });
}

/** Notes a recommendation; undefined where the person is recommended for that post already. */
export async function insertPlacement(
  tx: Db,
  placement: typeof placements.$inferInsert,
): Promise<PlacementRow | undefined> {
  const [row] = await tx.insert(placements).values(placement).onConflictDoNothing().returning();
  return row;
}

/** Notes that the person agrees; undefined where that was done, or the placement is closed. */
export async function agreePlacement(tx: Db, id: string, at: Date): Promise<PlacementRow | undefined> {
  const [row] = await tx
    .update(placements)
    .set({ agreedAt: at })
    .where(and(eq(placements.id, id), eq(placements.state, "RECOMMENDED"), isNull(placements.agreedAt)))
    .returning();
  return row;
}

/** Moves a placement on from the state it was seen in; undefined when somebody else was first. */
export async function movePlacement(
  tx: Db,
  { id, state }: Pick<PlacementRow, "id" | "state">,
  values: Partial<PlacementRow>,
): Promise<PlacementRow | undefined> {
  const [row] = await tx
    .update(placements)
    .set(values)
    .where(and(eq(placements.id, id), eq(placements.state, state)))
    .returning();
  return row;
}
