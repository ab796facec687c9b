import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { supports } from "./support.table.ts";

export type SupportRow = typeof supports.$inferSelect;

/** A support with whoever gives it. */
export function findSupport(db: Db, id: string) {
  return db.query.supports.findFirst({
    where: { id },
    with: { giver: { columns: { id: true, placeId: true } } },
  });
}

/** As far as a supporter or the supported is concerned. */
export function findBody(db: Db, id: string) {
  return db.query.organizations.findFirst({
    columns: { id: true, classification: true, placeId: true, dissolvedOn: true },
    where: { id },
  });
}

/** Resolves with undefined where the same support is there already. */
export async function insertSupport(db: Db, values: SupportRow): Promise<SupportRow | undefined> {
  const [row] = await db.insert(supports).values(values).onConflictDoNothing().returning();
  return row;
}

/** Ends a support that goes on; undefined: it has ended. */
export async function endSupportOn(db: Db, id: string, endsOn: string) {
  const [row] = await db
    .update(supports)
    .set({ endsOn })
    .where(and(eq(supports.id, id), isNull(supports.endsOn)))
    .returning();
  return row;
}
