import { and, eq, gt, isNull, max, or } from "drizzle-orm";
import { chairHistory, historyOf } from "../chair-terms/chair-history.rules.ts";
import type { Db } from "../db/client.ts";
import { organizations } from "../organizations/organization.table.ts";
import { allianceSeats, alliances } from "./alliance.table.ts";

export type AllianceRow = typeof alliances.$inferSelect;
export type SeatRow = typeof allianceSeats.$inferSelect;

/** An alliance with where it stands and all that decides who chairs it. */
export async function findAlliance(db: Db, anyId: string) {
  const id = anyId.toLowerCase();
  const row = await db.query.alliances.findFirst({
    ...chairHistory,
    columns: { id: true, ...chairHistory.columns },
    with: { ...chairHistory.with, organization: { columns: { placeId: true } } },
    where: { id },
  });
  if (!row) return undefined;
  const { formedOn, dissolvedOn, organization } = row;
  const alliance: AllianceRow = { id, formedOn, dissolvedOn };
  return { id, placeId: organization.placeId, history: historyOf(row), row: alliance };
}
export type FoundAlliance = NonNullable<Awaited<ReturnType<typeof findAlliance>>>;

/** The same, locked: whatever is decided about one alliance is decided one after the other. */
export async function findAllianceForUpdate(tx: Db, id: string) {
  await tx.select({ id: alliances.id }).from(alliances).where(eq(alliances.id, id)).for("update");
  return (await findAlliance(tx, id))!;
}

/** A seat with its alliance; undefined if there is none of that id. */
export async function findSeat(db: Db, id: string) {
  const seat = await db.query.allianceSeats.findFirst({ where: { id } });
  const alliance = seat && (await findAlliance(db, seat.allianceId));
  return alliance && { seat, alliance };
}

/** What decides whether these organizations may take a seat. */
export function findCandidates(db: Db, ids: readonly string[]) {
  return db.query.organizations.findMany({
    columns: { id: true, classification: true, sector: true },
    where: { id: { in: [...ids] } },
  });
}

export async function hasPlace(db: Db, id: string): Promise<boolean> {
  return (await db.query.places.findFirst({ columns: { id: true }, where: { id } })) !== undefined;
}

/** Founds the organization and makes it an alliance; undefined if one of that name stands in that place. */
export async function insertAlliance(
  tx: Db,
  organization: typeof organizations.$inferInsert,
  formedOn: string,
  seats: readonly (typeof allianceSeats.$inferInsert)[],
) {
  const { rowCount } = await tx
    .insert(organizations)
    .values({ ...organization, foundedOn: formedOn })
    .onConflictDoNothing();
  if (rowCount === 0) return undefined;
  const [alliance] = await tx.insert(alliances).values({ id: organization.id, formedOn }).returning();
  await tx.insert(allianceSeats).values([...seats]);
  return alliance!;
}

/** Takes the position after the last one. */
export async function insertSeat(tx: Db, seat: Omit<typeof allianceSeats.$inferInsert, "position">) {
  const [last] = await tx
    .select({ position: max(allianceSeats.position) })
    .from(allianceSeats)
    .where(eq(allianceSeats.allianceId, seat.allianceId));
  const [row] = await tx
    .insert(allianceSeats)
    .values({ ...seat, position: (last?.position ?? 0) + 1 })
    .returning();
  return row!;
}

/** Ends a seat that is not given up yet; undefined if it is. */
export async function endSeat(tx: Db, id: string, leftOn: string) {
  const [row] = await tx
    .update(allianceSeats)
    .set({ leftOn })
    .where(and(eq(allianceSeats.id, id), isNull(allianceSeats.leftOn)))
    .returning();
  return row;
}

/** Ends an alliance that stands, and with it its seats; undefined if it has an end. */
export async function endAlliance(tx: Db, id: string, dissolvedOn: string) {
  const [row] = await tx
    .update(alliances)
    .set({ dissolvedOn })
    .where(and(eq(alliances.id, id), isNull(alliances.dissolvedOn)))
    .returning();
  if (!row) return undefined;
  await tx.update(organizations).set({ dissolvedOn }).where(eq(organizations.id, id));
  await tx
    .update(allianceSeats)
    .set({ leftOn: dissolvedOn })
    .where(
      and(
        eq(allianceSeats.allianceId, id),
        or(isNull(allianceSeats.leftOn), gt(allianceSeats.leftOn, dissolvedOn)),
      ),
    );
  return row;
}
