import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { denials } from "./denial.table.ts";

export type DenialRow = typeof denials.$inferSelect;

export async function insertDenial(db: Db, values: typeof denials.$inferInsert): Promise<DenialRow> {
  const [row] = await db.insert(denials).values(values).returning();
  return row!;
}

export async function findDenial(db: Db, id: string): Promise<DenialRow | undefined> {
  const [row] = await db.select().from(denials).where(eq(denials.id, id));
  return row;
}

/** Undefined where it is lifted or over already. */
export async function markLifted(
  db: Db,
  id: string,
  values: { liftedAt: Date; liftedBy: string; liftingReason: string },
): Promise<DenialRow | undefined> {
  const stands = or(isNull(denials.until), gt(denials.until, values.liftedAt));
  const [row] = await db
    .update(denials)
    .set(values)
    .where(and(eq(denials.id, id), isNull(denials.liftedAt), stands))
    .returning();
  return row;
}
