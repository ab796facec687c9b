export { placeProjection } from "./place.projection.ts";
export { pathsOf, savePlace, type PlaceRow } from "./place.store.ts";
export { placePaths, places } from "./place.table.ts";
