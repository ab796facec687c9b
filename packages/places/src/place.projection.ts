import { on, placesSaved } from "@linli/events";
import { savePlaces } from "./place.store.ts";

/** Keeps this service's place tree as `people` announces it. */
export const placeProjection = on(placesSaved, (tx, { places }) => savePlaces(tx, places));
