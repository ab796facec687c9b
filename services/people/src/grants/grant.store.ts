import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { organizations, persons } from "../db/tables.ts";
import { grants } from "./grant.table.ts";

export type GrantRow = typeof grants.$inferSelect;

export async function insertGrant(db: Db, values: typeof grants.$inferInsert): Promise<GrantRow> {
  const [row] = await db.insert(grants).values(values).returning();
  return row!;
}

export async function findGiven(db: Db, id: string): Promise<GrantRow | undefined> {
  const [row] = await db.select().from(grants).where(eq(grants.id, id));
  return row;
}

export const countGiven = (db: Db, personId: string) => db.$count(grants, eq(grants.grantedBy, personId));

/** Undefined where it is revoked or over already. */
export async function markRevoked(
  db: Db,
  id: string,
  values: { revokedAt: Date; revokedBy: string; revocationReason: string },
): Promise<GrantRow | undefined> {
  const stands = or(isNull(grants.until), gt(grants.until, values.revokedAt));
  const [row] = await db
    .update(grants)
    .set(values)
    .where(and(eq(grants.id, id), isNull(grants.revokedAt), stands))
    .returning();
  return row;
}

export async function isPerson(db: Db, id: string): Promise<boolean> {
  const found = await db.select({ id: persons.id }).from(persons).where(eq(persons.id, id));
  return found.length > 0;
}

/** Where an organization stands; undefined for one that is not there. */
export async function findSeatOf(db: Db, organizationId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ placeId: organizations.placeId })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return row?.placeId;
}
