import type { Db } from "../db/client.ts";
import { founders, stations } from "./station.table.ts";

/** Those of these organizations that stand. */
export function findStanding(db: Db, ids: readonly string[]) {
  return db.query.organizations.findMany({
    columns: { id: true, classification: true, placeId: true },
    where: { id: { in: [...ids] }, dissolvedOn: { isNull: true } },
  });
}

export async function insertStation(
  tx: Db,
  station: typeof stations.$inferInsert,
  founderIds: readonly string[],
): Promise<void> {
  await tx.insert(stations).values(station);
  await tx
    .insert(founders)
    .values(founderIds.map((founderId) => ({ organizationId: station.organizationId, founderId })));
}
