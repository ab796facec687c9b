import type { Db } from "../db/client.ts";
import { engagements } from "./engagement.table.ts";

export type EngagementRow = typeof engagements.$inferSelect;

export async function insertEngagement(
  tx: Db,
  engagement: typeof engagements.$inferInsert,
): Promise<EngagementRow> {
  const [row] = await tx.insert(engagements).values(engagement).returning();
  return row!;
}

export function findEngagement(db: Db, id: string) {
  return db.query.engagements.findFirst({ where: { id } });
}
