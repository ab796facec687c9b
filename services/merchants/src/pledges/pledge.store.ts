import { and, eq } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { pledges } from "./pledge.table.ts";

export type PledgeRow = typeof pledges.$inferSelect;

export async function insertPledge(tx: Db, pledge: typeof pledges.$inferInsert): Promise<PledgeRow> {
  const [row] = await tx.insert(pledges).values(pledge).returning();
  return row!;
}

export function findPledge(db: Db, id: string): Promise<PledgeRow | undefined> {
  return db.query.pledges.findFirst({ where: { id } });
}

/** Takes a pledge back that is open; undefined when that has happened meanwhile. */
export async function withdraw(tx: Db, id: string, withdrawnAt: Date): Promise<PledgeRow | undefined> {
  const [row] = await tx
    .update(pledges)
    .set({ state: "WITHDRAWN", withdrawnAt })
    .where(and(eq(pledges.id, id), eq(pledges.state, "OPEN")))
    .returning();
  return row;
}
