import { midnight } from "@linli/kernel";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { persons } from "../people/person.table.ts";
import { residences } from "./residence.table.ts";

type ResidenceRow = typeof residences.$inferSelect;

/** A home that counts: the building, and all places in which that lies. */
export type VerifiedHome = { placeId: string; tenure: ResidenceRow["tenure"]; within: string[] };

const day = 86_400_000;

/** Where somebody lives on a date, as far as a verification holds on that day. */
export async function findVerifiedHomes(db: Db, personId: string, onDate: string): Promise<VerifiedHome[]> {
  const begins = midnight(onDate);
  const homes = await db.query.residences.findMany({
    columns: { placeId: true, tenure: true },
    where: {
      personId,
      startsOn: { lte: onDate },
      OR: [{ endsOn: { isNull: true } }, { endsOn: { gt: onDate } }],
      verifications: { from: { lt: new Date(+begins + day) }, until: { gt: begins } },
    },
    with: { place: { columns: {}, with: { path: { columns: { id: true } } } } },
    orderBy: { startsOn: "desc", id: "asc" },
  });
  return homes.map(({ placeId, tenure, place }) => ({
    placeId,
    tenure,
    within: place.path.map(({ id }) => id),
  }));
}

/** A residence, with the household and building and all that was ever asked for and decided about it. */
export function findResidence(db: Db, id: string) {
  return db.query.residences.findFirst({ where: { id }, with: { household: true, verifications: true } });
}

export type Residence = NonNullable<Awaited<ReturnType<typeof findResidence>>>;

export const countResidences = (db: Db, personId: string) =>
  db.$count(residences, eq(residences.personId, personId));

/** A building that is in use. */
export function findBuilding(db: Db, id: string) {
  return db.query.places.findFirst({
    columns: { id: true },
    where: { id, kind: "BUILDING", retiredOn: { isNull: true } },
  });
}

/** Makes what one person reports take turns until the transaction ends. */
export async function lockPerson(tx: Db, id: string): Promise<void> {
  await tx.select({ id: persons.id }).from(persons).where(eq(persons.id, id)).for("no key update");
}

/** The residence of somebody in a household that has not ended by a date. */
export async function findInHousehold(tx: Db, personId: string, householdId: string, onDate: string) {
  const [residence] = await tx
    .select({ id: residences.id })
    .from(residences)
    .where(
      and(
        eq(residences.personId, personId),
        eq(residences.householdId, householdId),
        or(isNull(residences.endsOn), gt(residences.endsOn, onDate)),
      ),
    );
  return residence;
}

export async function insertResidence(tx: Db, values: typeof residences.$inferInsert) {
  const [residence] = await tx.insert(residences).values(values).returning();
  return residence!;
}

/** Ends a residence that goes on; undefined when it has ended meanwhile. */
export async function endResidence(tx: Db, id: string, endsOn: string) {
  const [residence] = await tx
    .update(residences)
    .set({ endsOn })
    .where(and(eq(residences.id, id), isNull(residences.endsOn)))
    .returning();
  return residence;
}
