import type { AnyDatabase } from "@linli/database";
import { inArray, sql } from "drizzle-orm";
import { placePaths, places } from "./place.table.ts";

export type PlaceRow = typeof places.$inferSelect;

/** Creates a place or changes it; when it moves, all below it moves along. Its parent must be known. */
export async function savePlace(tx: AnyDatabase, place: PlaceRow): Promise<void> {
  await tx.insert(places).values(place).onConflictDoUpdate({ target: places.id, set: place });
  // Below the place: cut every tie to what is above it, then tie it to what is above it now.
  await tx.execute(sql`
    delete from place_paths
    where place_id in (select place_id from place_paths where ancestor_id = ${place.id})
      and ancestor_id not in (select place_id from place_paths where ancestor_id = ${place.id})`);
  await tx.execute(sql`
    insert into place_paths (place_id, ancestor_id)
    select below.id, above.id
    from (select ${place.id}::uuid as id union select place_id from place_paths where ancestor_id = ${place.id}) below,
         (select ${place.id}::uuid as id union select ancestor_id from place_paths where place_id = ${place.parentId}) above
    on conflict do nothing`);
}

/** Places, each with itself and all places above it, in no order; a place that is not known is left out. */
export async function pathsOf(db: AnyDatabase, placeIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ placeId: placePaths.placeId, ancestorId: placePaths.ancestorId })
    .from(placePaths)
    .where(inArray(placePaths.placeId, [...placeIds]));
  const paths = new Map<string, string[]>();
  for (const { placeId, ancestorId } of rows) paths.set(placeId, [...(paths.get(placeId) ?? []), ancestorId]);
  return paths;
}
