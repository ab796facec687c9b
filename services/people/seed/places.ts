import { places } from "@linli/demo-world";
import { layOutPlaces } from "../src/places/place.actions.ts";
import type { Part } from "./seeding.ts";

export const layOutTree: Part = async ({ tx, ...context }) => {
  const rows = places.map(({ id, kind, name, parentId }) => ({ id, kind, name, parentId }));
  await layOutPlaces({ ...context, db: tx }, rows);
  return { 地点: rows.length };
};
