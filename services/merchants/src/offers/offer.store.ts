import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { offerTotals } from "../stock/stock.table.ts";
import { offerPlaces, offers } from "./offer.table.ts";
import { offerSteps } from "./offer-step.table.ts";

export type OfferRow = typeof offers.$inferSelect;

export async function insertOffer(db: Db, offer: typeof offers.$inferInsert, placeIds: readonly string[]) {
  const [row] = await db.insert(offers).values(offer).returning();
  await db.insert(offerPlaces).values(placeIds.map((placeId) => ({ offerId: row!.id, placeId })));
  return row!;
}

export function findOffer(db: Db, id: string) {
  return db.query.offers.findFirst({ where: { id } });
}

/** An offer with what decides whether a step can be taken, and by whom. */
export function findOfferForStep(db: Db, id: string) {
  return db.query.offers.findFirst({
    where: { id },
    with: {
      merchant: { columns: { state: true } },
      totals: { columns: { remaining: true } },
      places: { columns: { id: true }, with: { path: { columns: { id: true, kind: true } } } },
    },
  });
}

/**
 * An offer that nobody else changes until the transaction ends, with what remains of its stock. Claims go on: their
 * coupons refer to its key, which a stronger lock would keep from them while they hold a shard that is wanted here.
 */
export async function lockOffer(tx: Db, id: string) {
  const [offer] = await tx.select().from(offers).where(eq(offers.id, id)).for("no key update");
  const [totals] = await tx.select().from(offerTotals).where(eq(offerTotals.offerId, id));
  return { ...offer!, remaining: totals!.remaining };
}

/** Of these places, those that are known and in use. */
export function findPlacesInUse(db: Db, ids: readonly string[]) {
  return db.query.places.findMany({
    columns: { id: true },
    where: { id: { in: [...ids] }, retiredOn: { isNull: true } },
  });
}

/** Moves an offer on from the state and version it was seen in; undefined when somebody else was first. */
export async function moveOffer(
  db: Db,
  { id, state, version }: Pick<OfferRow, "id" | "state" | "version">,
  values: Partial<OfferRow>,
) {
  const [row] = await db
    .update(offers)
    .set(values)
    .where(and(eq(offers.id, id), eq(offers.state, state), eq(offers.version, version)))
    .returning();
  return row;
}

/** Changes the stock, which the database shares out among the shards; it refuses to fall below what is issued (I1). */
export async function changeStock(tx: Db, id: string, delta: number): Promise<OfferRow> {
  const [row] = await tx
    .update(offers)
    .set({ stock: sql`${offers.stock} + ${delta}` })
    .where(eq(offers.id, id))
    .returning();
  return row!;
}

export async function changeBudget(tx: Db, id: string, deltaFen: number): Promise<OfferRow> {
  const [row] = await tx
    .update(offers)
    .set({ budgetFen: sql`${offers.budgetFen} + ${deltaFen}` })
    .where(eq(offers.id, id))
    .returning();
  return row!;
}

export async function replacePlaces(tx: Db, offerId: string, placeIds: readonly string[]): Promise<void> {
  await tx.delete(offerPlaces).where(eq(offerPlaces.offerId, offerId));
  await tx.insert(offerPlaces).values(placeIds.map((placeId) => ({ offerId, placeId })));
}

export async function insertStep(tx: Db, step: typeof offerSteps.$inferInsert): Promise<void> {
  await tx.insert(offerSteps).values(step);
}
