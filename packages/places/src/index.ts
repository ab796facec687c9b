export { placeProjection } from "./place.projection.ts";
export { lockTree, pathsOf, type PlaceRow, savePlaces } from "./place.store.ts";
export { placePaths, places } from "./place.table.ts";
