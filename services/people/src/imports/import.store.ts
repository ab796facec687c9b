import { insertAll } from "@linli/database";
import { uuidv7 } from "@linli/kernel";
import { sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { households } from "../households/household.table.ts";
import { persons } from "../people/person.table.ts";
import { residences } from "../residences/residence.table.ts";
import { imports } from "./import.table.ts";
import type { KnownPerson, planRoster, RosterEntry } from "./roster-import.rules.ts";

export type ImportRecord = typeof imports.$inferSelect;

/** Any number: of two rosters at once the second sees whom the first has brought. */
const rosterLock = 7_230_515;

export async function insertImport(tx: Db, row: ImportRecord): Promise<ImportRecord> {
  await tx.insert(imports).values(row);
  return row;
}

export async function findImport(db: Db, id: string): Promise<ImportRecord> {
  return (await db.query.imports.findFirst({ where: { id } }))!;
}

/** The places in a place and below it; all there are where none is given. */
export function findPlacesWithin(db: Db, placeId: string | null) {
  return db.query.places.findMany(placeId === null ? {} : { where: { path: { id: placeId } } });
}

export async function lockRoster(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${rosterLock})`);
}

/** Those whom a roster may mean: by phone, or by the building they live in. */
export async function findKnownPersons(tx: Db, entries: readonly RosterEntry[]): Promise<KnownPerson[]> {
  const phones = entries.flatMap(({ phone }) => phone ?? []);
  const buildings = [...new Set(entries.map(({ buildingId }) => buildingId))];
  const { rows } = await tx.execute<{
    id: string;
    name: string;
    phone: string | null;
    building_id: string | null;
    room: string | null;
  }>(sql`
    select person.id, person.name, person.phone, household.building_id, household.room
    from persons person
    left join residences residence on residence.person_id = person.id and residence.ends_on is null
    left join households household on household.id = residence.household_id
    where person.phone = any(${sql.param(phones)}::text[])
      or residence.place_id = any(${sql.param(buildings)}::uuid[])`);
  const known = new Map<string, KnownPerson & { homes: { buildingId: string; room: string }[] }>();
  for (const { id, name, phone, building_id: buildingId, room } of rows) {
    const person = known.get(id) ?? { id, name, phone, homes: [] };
    if (buildingId !== null && room !== null) person.homes.push({ buildingId, room });
    known.set(id, person);
  }
  return [...known.values()];
}

type Roster = ReturnType<typeof planRoster>;

export const insertPersons = (tx: Db, people: Roster["persons"]) => insertAll(tx, persons, people);

/** Adds homes of people who are known by now; none counts before it is verified. */
export async function insertHomes(tx: Db, homes: Roster["residences"]): Promise<string[]> {
  const doors = new Map(
    homes.map(({ buildingId, room }) => [JSON.stringify([buildingId, room]), { buildingId, room }]),
  );
  const buildings = sql.param([...doors.values()].map(({ buildingId }) => buildingId));
  const rooms = sql.param([...doors.values()].map(({ room }) => room));
  await tx.execute(sql`
    insert into ${households} (id, building_id, room)
    select uuidv7(), building_id, room from unnest(${buildings}::uuid[], ${rooms}::text[]) door (building_id, room)
    on conflict do nothing`);
  const { rows } = await tx.execute<{ id: string; building_id: string; room: string }>(sql`
    select household.id, household.building_id, household.room
    from ${households} household
    join unnest(${buildings}::uuid[], ${rooms}::text[]) door (building_id, room)
      on household.building_id = door.building_id and household.room = door.room`);
  const householdOf = new Map(
    rows.map(({ id, building_id, room }) => [JSON.stringify([building_id, room]), id]),
  );
  const values = homes.map(({ personId, buildingId, room, tenure, since }) => ({
    id: uuidv7(),
    personId,
    placeId: buildingId,
    householdId: householdOf.get(JSON.stringify([buildingId, room]))!,
    room,
    tenure,
    startsOn: since,
  }));
  await insertAll(tx, residences, values);
  return values.map(({ id }) => id);
}
