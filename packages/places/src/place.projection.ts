import { on, placeSaved } from "@linli/events";
import { savePlace } from "./place.store.ts";

/** Keeps this service's place tree as `people` announces it. */
export const placeProjection = on(placeSaved, savePlace);
