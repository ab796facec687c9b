import { placeSaved, record } from "@linli/events";
import { type PlaceRow, savePlace } from "@linli/places";
import { causeOf } from "@linli/subgraph";
import type { Context } from "../context.ts";

/** Lays out places, parents before children, and announces them to the other services. */
export function layOutPlaces(
  context: Pick<Context, "db" | "now" | "viewer" | "requestId">,
  places: readonly PlaceRow[],
) {
  return context.db.transaction(async (tx) => {
    for (const place of places) await savePlace(tx, place);
    await record(tx, placeSaved, places, causeOf(context));
  });
}
