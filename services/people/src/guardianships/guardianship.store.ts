import { and, eq } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { guardianships } from "./guardianship.table.ts";

export type GuardianshipRow = typeof guardianships.$inferSelect;

export async function findGuardianship(db: Db, id: string) {
  const [row] = await db.select().from(guardianships).where(eq(guardianships.id, id));
  return row;
}

/** A person's birth date, and the guardianships that somebody has of that person. */
export function findCare(db: Db, personId: string, guardianId: string) {
  return db.query.persons.findFirst({
    columns: { id: true, birthDate: true },
    where: { id: personId },
    with: {
      guardians: {
        columns: { state: true, from: true, until: true },
        where: { guardianId, state: "CONFIRMED" },
      },
    },
  });
}

/** The communities where people live now, by person. */
export async function findCommunities(db: Db, personIds: string[], onDate: string) {
  const homes = await db.query.residences.findMany({
    columns: { personId: true },
    where: { personId: { in: personIds }, OR: [{ endsOn: { isNull: true } }, { endsOn: { gt: onDate } }] },
    with: { place: { columns: {}, with: { path: { columns: { id: true }, where: { kind: "COMMUNITY" } } } } },
    orderBy: { startsOn: "asc", id: "asc" },
  });
  return new Map(homes.flatMap(({ personId, place }) => place.path.map(({ id }) => [personId, id])));
}

/** Undefined when these two have one already that is asked for or holds. */
export async function insertGuardianship(tx: Db, values: typeof guardianships.$inferInsert) {
  const [row] = await tx.insert(guardianships).values(values).onConflictDoNothing().returning();
  return row;
}

/** Moves a guardianship on from the state in which it was seen; undefined when somebody else was first. */
export async function moveGuardianship(
  tx: Db,
  { id, state }: Pick<GuardianshipRow, "id" | "state">,
  values: Partial<GuardianshipRow>,
) {
  const [row] = await tx
    .update(guardianships)
    .set(values)
    .where(and(eq(guardianships.id, id), eq(guardianships.state, state)))
    .returning();
  return row;
}
