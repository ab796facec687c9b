import { and, eq } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { offerReports } from "./offer-report.table.ts";

export type OfferReportRow = typeof offerReports.$inferSelect;

/** Undefined where that person has an open one of that offer. */
export async function insertReport(
  tx: Db,
  report: typeof offerReports.$inferInsert,
): Promise<OfferReportRow | undefined> {
  const [row] = await tx.insert(offerReports).values(report).onConflictDoNothing().returning();
  return row;
}

export function findReport(db: Db, id: string): Promise<OfferReportRow | undefined> {
  return db.query.offerReports.findFirst({ where: { id } });
}

/** Decides a report that is open; undefined when somebody else did meanwhile. */
export async function decideReport(
  tx: Db,
  id: string,
  values: Pick<OfferReportRow, "state" | "decidedBy" | "decidedAt" | "outcome">,
): Promise<OfferReportRow | undefined> {
  const [row] = await tx
    .update(offerReports)
    .set(values)
    .where(and(eq(offerReports.id, id), eq(offerReports.state, "OPEN")))
    .returning();
  return row;
}
