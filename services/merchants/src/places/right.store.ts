import type { Role } from "@linli/kernel";
import { findGrant, type Viewer } from "@linli/passport";
import { pathsOf } from "@linli/places";
import type { Right } from "@linli/subgraph";
import type { Db } from "../db/client.ts";

/** By what right the viewer acts in all of these places in one of these roles; undefined: by none. */
export async function rightInPlaces(
  db: Db,
  viewer: Viewer,
  roles: readonly Role[],
  placeIds: readonly string[],
): Promise<Right | undefined> {
  const rights = await rightsIn(db, viewer, roles, placeIds);
  return rights.includes(undefined) ? undefined : rights[0];
}

/** By what right in one of them at least. */
export async function rightInSomePlace(
  db: Db,
  viewer: Viewer,
  roles: readonly Role[],
  placeIds: readonly string[],
): Promise<Right | undefined> {
  return (await rightsIn(db, viewer, roles, placeIds)).find((right) => right !== undefined);
}

/** The right in each of the places, in their order. */
async function rightsIn(
  db: Db,
  viewer: Viewer,
  roles: readonly Role[],
  placeIds: readonly string[],
): Promise<(Right | undefined)[]> {
  // Nobody's rights need the tree.
  if (!viewer.grants.some(({ role }) => roles.includes(role))) return [undefined];
  const paths = await pathsOf(db, placeIds);
  return placeIds.map((id) => {
    const grant = findGrant(viewer, roles, { placePath: paths.get(id) ?? [] });
    return grant && { role: grant.role, scope: grant.place ?? grant.organization };
  });
}
