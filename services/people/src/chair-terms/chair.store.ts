import { and, eq, gt, lte } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { chairAbsences, chairSwaps, rotationPolicies, turnSkips } from "./chair.table.ts";
import type { StoredSwapState } from "./swap.rules.ts";

export type SwapRow = typeof chairSwaps.$inferSelect;

export async function insertRotation(tx: Db, rotation: typeof rotationPolicies.$inferInsert) {
  await tx.insert(rotationPolicies).values(rotation);
}

export async function insertSkip(tx: Db, skip: typeof turnSkips.$inferInsert) {
  await tx.insert(turnSkips).values(skip);
}

export async function insertAbsence(tx: Db, absence: typeof chairAbsences.$inferInsert) {
  await tx.insert(chairAbsences).values(absence);
}

/** Ends the absences of a seat that run; undefined if none does. */
export async function endAbsence(tx: Db, seatId: string, at: Date) {
  const [row] = await tx
    .update(chairAbsences)
    .set({ until: at })
    .where(and(eq(chairAbsences.seatId, seatId), lte(chairAbsences.from, at), gt(chairAbsences.until, at)))
    .returning();
  return row;
}

export function findSwap(db: Db, id: string) {
  return db.query.chairSwaps.findFirst({ where: { id }, with: { seat: true, withSeat: true } });
}

/** Proposes; undefined if the two have an open proposal for that round. */
export async function insertSwap(tx: Db, swap: typeof chairSwaps.$inferInsert) {
  const [row] = await tx.insert(chairSwaps).values(swap).onConflictDoNothing().returning();
  return row;
}

/** Decides on a proposal; undefined if somebody else did. */
export async function decideSwap(
  tx: Db,
  id: string,
  state: Exclude<StoredSwapState, "PROPOSED">,
  decidedAt: Date,
) {
  const [row] = await tx
    .update(chairSwaps)
    .set({ state, decidedAt })
    .where(and(eq(chairSwaps.id, id), eq(chairSwaps.state, "PROPOSED")))
    .returning();
  return row;
}
