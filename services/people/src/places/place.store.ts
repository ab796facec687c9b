import { savePlaces, type PlaceRow } from "@linli/places";
import { sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";

/** A place with its own id and the ids of all above it; undefined if there is none. */
export async function findPlace(db: Db, id: string) {
  const found = await db.query.places.findFirst({
    where: { id },
    with: { path: { columns: { id: true } } },
  });
  return found && { ...found, path: found.path.map((place) => place.id) };
}

export type FoundPlace = NonNullable<Awaited<ReturnType<typeof findPlace>>>;

/** Whether another place in use has this name, there. */
export async function isNameTaken(
  db: Db,
  { id, parentId, name }: { id?: string; parentId: string; name: string },
) {
  const sibling = await db.query.places.findFirst({
    columns: { id: true },
    where: { parentId, name, retiredOn: { isNull: true }, ...(id !== undefined && { id: { ne: id } }) },
  });
  return sibling !== undefined;
}

/** How many places a filter finds. */
export async function countPlaces(db: Db, where: object): Promise<number> {
  const found = await db.query.places.findFirst({
    columns: { id: true },
    where,
    extras: { total: sql<number>`(count(*) over ())::int` },
  });
  return found?.total ?? 0;
}

/** How many places right below are in use. */
export async function countChildren(db: Db, parentId: string): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from places where parent_id = ${parentId} and retired_on is null`,
  );
  return rows[0]!.count;
}

/** Saves places, and notes from when on they are called so and lie there. */
export async function savePlacesFrom(tx: Db, rows: readonly PlaceRow[], from: Date): Promise<void> {
  await savePlaces(tx, rows);
  const saved = sql`any(${sql.param(rows.map(({ id }) => id))}::uuid[])`;
  await tx.execute(sql`
    update place_versions version set until = ${from.toISOString()}
    from places place
    where place.id = ${saved} and version.place_id = place.id and version.until is null
      and (version.name, version.parent_id) is distinct from (place.name, place.parent_id)`);
  await tx.execute(sql`
    insert into place_versions (place_id, name, parent_id, "from")
    select id, name, parent_id, ${from.toISOString()}::timestamptz
    from places
    where id = ${saved}
      and not exists (select from place_versions version where version.place_id = places.id and version.until is null)`);
}
