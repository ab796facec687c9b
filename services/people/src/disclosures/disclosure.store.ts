import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { disclosures } from "./disclosure.table.ts";

export type DisclosureRow = typeof disclosures.$inferSelect;

export async function insertDisclosure(
  db: Db,
  values: typeof disclosures.$inferInsert,
): Promise<DisclosureRow> {
  const [row] = await db.insert(disclosures).values(values).returning();
  return row!;
}

export async function findDisclosure(db: Db, id: string): Promise<DisclosureRow | undefined> {
  const [row] = await db.select().from(disclosures).where(eq(disclosures.id, id));
  return row;
}

/** Undefined where somebody else decided first, or nothing was to be decided. */
export async function decideDisclosure(
  db: Db,
  id: string,
  values: Pick<DisclosureRow, "decision" | "decidedBy" | "decidedAt"> & Partial<DisclosureRow>,
): Promise<DisclosureRow | undefined> {
  const pending = and(isNull(disclosures.decision), isNull(disclosures.openedAt));
  const [row] = await db
    .update(disclosures)
    .set(values)
    .where(and(eq(disclosures.id, id), pending))
    .returning();
  return row;
}
