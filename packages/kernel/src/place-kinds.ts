/** The levels of the place tree, from the top down. */
export const placeKinds = ["PREFECTURE", "COUNTY", "TOWNSHIP", "COMMUNITY", "QUARTER", "BUILDING"] as const;
export type PlaceKind = (typeof placeKinds)[number];
