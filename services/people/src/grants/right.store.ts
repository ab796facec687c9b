import type { Role } from "@linli/kernel";
import { findGrant, type Viewer } from "@linli/passport";
import { pathsOf } from "@linli/places";
import type { Right } from "@linli/subgraph";
import type { Db } from "../db/client.ts";

/** By what right the viewer acts in a place in one of these roles; undefined: by none. Scope goes down the tree. */
export async function rightInPlace(
  db: Db,
  viewer: Viewer | null,
  roles: readonly Role[],
  /** Null: everywhere at once. */
  placeId: string | null,
): Promise<Right | undefined> {
  // Nobody's rights need the tree.
  if (!viewer?.grants.some(({ role }) => roles.includes(role))) return undefined;
  const placePath = placeId === null ? [] : ((await pathsOf(db, [placeId])).get(placeId) ?? []);
  const grant = findGrant(viewer, roles, { placePath });
  return grant && { role: grant.role, scope: grant.place ?? grant.organization };
}

/** By what right the viewer acts at an organization in one of these roles; undefined: by none. */
export function rightAtOrganization(
  viewer: Viewer | null,
  roles: readonly Role[],
  organization: string,
): Right | undefined {
  const grant = findGrant(viewer, roles, { organization });
  return grant && { role: grant.role, scope: grant.organization };
}
