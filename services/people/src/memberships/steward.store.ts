import type { Role } from "@linli/kernel";
import { findGrant, type Viewer } from "@linli/passport";
import { pathsOf } from "@linli/places";
import type { Right } from "@linli/subgraph";
import type { Db } from "../db/client.ts";
import { rightAtOrganization, rightInPlace } from "../grants/right.store.ts";
import type { Steward } from "./appointment.rules.ts";

/** By what right of these the viewer sees to an organization; undefined: by none. */
export async function rightAsSteward(
  db: Db,
  viewer: Viewer,
  { id, placeId }: { id?: string; placeId: string },
  stewards: readonly Steward[],
): Promise<Right | undefined> {
  for (const { role, scope } of stewards) {
    const right =
      scope === "ORGANIZATION"
        ? id && rightAtOrganization(viewer, [role], id)
        : scope === "PLACE"
          ? await rightInPlace(db, viewer, [role], placeId)
          : await rightAbove(db, viewer, role, placeId);
    if (right) return right;
  }
  return undefined;
}

async function rightAbove(db: Db, viewer: Viewer, role: Role, placeId: string): Promise<Right | undefined> {
  const path = (await pathsOf(db, [placeId])).get(placeId) ?? [];
  const grant = findGrant(viewer, [role], { placePath: path.filter((place) => place !== placeId) });
  return grant && { role, scope: grant.place };
}
