import type { Db } from "../db/client.ts";
import { jointActs, jointActSeats } from "./joint-act.table.ts";

export type JointActRow = typeof jointActs.$inferSelect;

export function findJointAct(db: Db, id: string) {
  return db.query.jointActs.findFirst({ where: { id } });
}

export async function insertJointAct(tx: Db, act: typeof jointActs.$inferInsert, seatIds: readonly string[]) {
  const [row] = await tx.insert(jointActs).values(act).returning();
  const { id: jointActId, allianceId } = act;
  await tx.insert(jointActSeats).values(seatIds.map((seatId) => ({ allianceId, jointActId, seatId })));
  return row!;
}
