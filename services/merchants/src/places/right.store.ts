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
  // Nobody's rights need the tree.
  if (!viewer.grants.some(({ role }) => roles.includes(role))) return undefined;
  const paths = await pathsOf(db, placeIds);
  const grants = placeIds.map((id) => findGrant(viewer, roles, { placePath: paths.get(id) ?? [] }));
  const [grant] = grants;
  return grant && !grants.includes(undefined)
    ? { role: grant.role, scope: grant.place ?? grant.organization }
    : undefined;
}
