import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { venues } from "./venue.table.ts";

export type VenueRow = typeof venues.$inferSelect;

export function findVenue(db: Db, id: string) {
  return db.query.venues.findFirst({ where: { id } });
}

/** Resolves with undefined where an open venue of that name is there already. */
export async function insertVenue(db: Db, values: typeof venues.$inferInsert): Promise<VenueRow | undefined> {
  const [row] = await db
    .insert(venues)
    .values(values)
    .onConflictDoNothing({ target: [venues.placeId, venues.name], where: sql`closed_on is null` })
    .returning();
  return row;
}

/** Changes a venue that is open; undefined: it is closed. */
export async function updateOpenVenue(db: Db, id: string, values: Partial<VenueRow>) {
  const [row] = await db
    .update(venues)
    .set(values)
    .where(and(eq(venues.id, id), isNull(venues.closedOn)))
    .returning();
  return row;
}
