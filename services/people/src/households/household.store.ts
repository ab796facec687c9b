import { uuidv7 } from "@linli/kernel";
import { and, eq } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { households } from "./household.table.ts";

/** The household behind a door; it is made when somebody first reports to live there. */
export async function findOrMakeHousehold(tx: Db, buildingId: string, room: string): Promise<string> {
  const id = uuidv7();
  await tx.insert(households).values({ id, buildingId, room }).onConflictDoNothing();
  const [household] = await tx
    .select({ id: households.id })
    .from(households)
    .where(and(eq(households.buildingId, buildingId), eq(households.room, room)));
  return household!.id;
}

/** Makes those who verify people of one household take turns until the transaction ends. */
export async function lockHousehold(tx: Db, id: string): Promise<void> {
  await tx.select({ id: households.id }).from(households).where(eq(households.id, id)).for("no key update");
}
