import type { AnyDatabase } from "@linli/database";
import { inArray, sql } from "drizzle-orm";
import { placePaths, places } from "./place.table.ts";

export type PlaceRow = typeof places.$inferSelect;

/** Any number: whoever changes the tree waits for whoever does so already. */
const treeLock = 7_230_514;
/** Rows of one statement: PostgreSQL takes at most 65,535 parameters. */
const batch = 1_000;

/** Keeps the tree as it is until the transaction ends: what is decided upon it then still holds. */
export async function lockTree(tx: AnyDatabase): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${treeLock})`);
}

/**
 * Creates places and changes those that are there; when one moves, all below it moves along. Parents stand before
 * their children, or are there already; no place is named twice.
 */
export async function savePlaces(tx: AnyDatabase, rows: readonly PlaceRow[]): Promise<void> {
  if (rows.length === 0) return;
  await lockTree(tx);
  const moved = await movedAmong(tx, rows);
  for (let start = 0; start < rows.length; start += batch) {
    await tx
      .insert(places)
      .values(rows.slice(start, start + batch))
      .onConflictDoUpdate({
        target: places.id,
        set: {
          kind: sql`excluded.kind`,
          name: sql`excluded.name`,
          parentId: sql`excluded.parent_id`,
          retiredOn: sql`excluded.retired_on`,
        },
      });
  }
  if (moved.length > 0) await tieToAncestors(tx, moved);
}

/** Those that are new, or have lain elsewhere until now. */
async function movedAmong(tx: AnyDatabase, rows: readonly PlaceRow[]): Promise<string[]> {
  const { rows: known } = await tx.execute<{ id: string; parent_id: string | null }>(
    sql`select id, parent_id from places where id = any(${sql.param(rows.map(({ id }) => id))}::uuid[])`,
  );
  const parents = new Map(known.map(({ id, parent_id }) => [id, parent_id]));
  return rows.filter(({ id, parentId }) => parents.get(id) !== parentId).map(({ id }) => id);
}

/** For these places and all below them: forgets what was above, and follows the parents anew. */
async function tieToAncestors(tx: AnyDatabase, ids: string[]): Promise<void> {
  const { rows: below } = await tx.execute<{ id: string }>(sql`
    select unnest(${sql.param(ids)}::uuid[]) as id
    union select place_id from place_paths where ancestor_id = any(${sql.param(ids)}::uuid[])`);
  const affected = sql`any(${sql.param(below.map(({ id }) => id))}::uuid[])`;
  await tx.execute(sql`delete from place_paths where place_id = ${affected}`);
  await tx.execute(sql`
    insert into place_paths (place_id, ancestor_id)
    with recursive up (place_id, ancestor_id) as (
      select id, id from places where id = ${affected}
      union
      select up.place_id, places.parent_id
      from up join places on places.id = up.ancestor_id
      where places.parent_id is not null
    )
    select place_id, ancestor_id from up`);
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
