import type { PlaceKind } from "@linli/kernel";
import { PlaceInsideItself, PlaceRetired, WrongParent } from "./place.errors.ts";

/**
 * In which kinds of place each kind lies. A community outside of townships lies in the county itself, an office tower in
 * the community itself. Kinds go down strictly, so that no place ever lies in what lies in it. `kinds_are_in_order` in
 * the database says the same.
 */
export const parentKinds = {
  PREFECTURE: [],
  COUNTY: ["PREFECTURE"],
  TOWNSHIP: ["COUNTY"],
  COMMUNITY: ["TOWNSHIP", "COUNTY"],
  QUARTER: ["COMMUNITY"],
  BUILDING: ["QUARTER", "COMMUNITY"],
} as const satisfies Record<PlaceKind, readonly PlaceKind[]>;

export function mayLieIn(kind: PlaceKind, parent: PlaceKind): boolean {
  const allowed: readonly PlaceKind[] = parentKinds[kind];
  return allowed.includes(parent);
}

/** A place under which another one is to be laid: `path` has its own id and all above it. */
type Parent = { kind: PlaceKind; retiredOn: string | null; path: readonly string[] };

/** Why a place, new or moving, does not go there; undefined: it does. */
export function refusalOfParent(
  { id, kind }: { id?: string; kind: PlaceKind },
  parent: Parent,
): PlaceInsideItself | WrongParent | PlaceRetired | undefined {
  if (id !== undefined && parent.path.includes(id)) return new PlaceInsideItself();
  if (!mayLieIn(kind, parent.kind)) return new WrongParent(kind, parent.kind);
  if (parent.retiredOn !== null) return new PlaceRetired(parent.retiredOn);
  return undefined;
}

/**
 * Who shapes the tree at a place of this kind. The tree is configuration; the quarters and buildings of a community are
 * its workers' as well.
 */
export function shapersOf(kind: PlaceKind) {
  return kind === "QUARTER" || kind === "BUILDING"
    ? (["COMMUNITY_WORKER", "PLATFORM_ADMIN"] as const)
    : (["PLATFORM_ADMIN"] as const);
}
