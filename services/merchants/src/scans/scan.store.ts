import { and, eq, gt, inArray, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { capWindowMs } from "./scan.rules.ts";
import { scans } from "./scan.table.ts";

export type ScanRow = typeof scans.$inferSelect;

export async function insertScan(db: Db, scan: typeof scans.$inferInsert): Promise<ScanRow> {
  const [row] = await db.insert(scans).values(scan).returning();
  return row!;
}

/** The scans of a till with one of these nonces. */
export function findScansByNonce(db: Db, deviceId: string, nonces: string[]): Promise<ScanRow[]> {
  return db
    .select()
    .from(scans)
    .where(and(eq(scans.deviceId, deviceId), inArray(scans.nonce, nonces)));
}

export function findScan(db: Db, id: string) {
  return db.query.scans.findFirst({ where: { id }, with: { device: true } });
}

/** What of a till was taken in within a day without anybody looking at it, and so counts towards its cap. */
export async function countTowardsCap(
  db: Db,
  deviceId: string,
  at: Date,
): Promise<{ scans: number; fen: number }> {
  const [row] = await db
    .select({
      scans: sql<number>`count(*)`.mapWith(Number),
      fen: sql<number>`coalesce(sum(${scans.savedFen}), 0)`.mapWith(Number),
    })
    .from(scans)
    .where(
      and(
        eq(scans.deviceId, deviceId),
        eq(scans.verdict, "CONFIRMED"),
        sql`${scans.decidedAt} is null`,
        gt(scans.receivedAt, new Date(+at - capWindowMs)),
      ),
    );
  return row!;
}

/** Decides what waits for it; undefined where somebody has decided meanwhile. */
export async function decide(db: Db, id: string, values: Partial<ScanRow>): Promise<ScanRow | undefined> {
  const [row] = await db
    .update(scans)
    .set(values)
    .where(and(eq(scans.id, id), eq(scans.verdict, "NEEDS_REVIEW")))
    .returning();
  return row;
}
