import { and, eq } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { offerPlaces, offers } from "./offer.table.ts";

export type OfferRow = typeof offers.$inferSelect;

export async function insertOffer(db: Db, offer: typeof offers.$inferInsert, placeIds: readonly string[]) {
  const [row] = await db.insert(offers).values(offer).returning();
  await db.insert(offerPlaces).values(placeIds.map((placeId) => ({ offerId: row!.id, placeId })));
  return row!;
}

export function findOffer(db: Db, id: string) {
  return db.query.offers.findFirst({ where: { id } });
}

/** An offer with its places, each with all places above it, which decide who may review it. */
export function findOfferWithPlaces(db: Db, id: string) {
  return db.query.offers.findFirst({
    where: { id },
    with: { places: { columns: { id: true }, with: { path: { columns: { id: true } } } } },
  });
}

/** Of these places, those that are known and in use. */
export function findPlacesInUse(db: Db, ids: readonly string[]) {
  return db.query.places.findMany({
    columns: { id: true },
    where: { id: { in: [...ids] }, retiredOn: { isNull: true } },
  });
}

/** Moves an offer on from the state it was seen in; undefined when somebody else was first. */
export async function moveOffer(
  db: Db,
  { id, state }: Pick<OfferRow, "id" | "state">,
  values: Partial<OfferRow>,
) {
  const [row] = await db
    .update(offers)
    .set(values)
    .where(and(eq(offers.id, id), eq(offers.state, state)))
    .returning();
  return row;
}
