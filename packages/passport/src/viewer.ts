import { type Role, roles } from "@linli/kernel";
import { z } from "zod";

const id = z.uuid();

/** What the gateway tells every service about the person who asks; `people` answers it, the passport carries it. */
export const viewerClaims = z.object({
  person: id,
  /** Full years on the business date; null where the birth date is not known. */
  age: z.int().nullable(),
  /** Verified residences; `within` is the place and all places above it. */
  residences: z.array(
    z.object({ place: id, within: z.array(id), tenure: z.enum(["OWNER", "TENANT", "FAMILY"]) }),
  ),
  /** Grants in force. Without a scope a grant holds everywhere. */
  grants: z.array(z.object({ role: z.enum(roles), place: id.nullable(), organization: id.nullable() })),
});

export type Viewer = z.infer<typeof viewerClaims>;
export type ViewerGrant = Viewer["grants"][number];
export type ViewerResidence = Viewer["residences"][number];

/** Where something is to be done: a place, given as its path (itself and all places above it), or an organization. */
export type Scope = { placePath: readonly string[] } | { organization: string };

/**
 * The grant that lets somebody act here in one of these roles; undefined if there is none, as for a visitor (null).
 * Scope goes down the place tree, never up.
 */
export function findGrant(
  viewer: Viewer | null,
  allowed: readonly Role[],
  scope: Scope,
): ViewerGrant | undefined {
  return viewer?.grants.find((grant) => {
    if (!allowed.includes(grant.role)) return false;
    if (grant.place === null && grant.organization === null) return true;
    return "organization" in scope
      ? grant.organization === scope.organization
      : grant.place !== null && scope.placePath.includes(grant.place);
  });
}

export function hasGrant(viewer: Viewer | null, allowed: readonly Role[], scope: Scope): boolean {
  return findGrant(viewer, allowed, scope) !== undefined;
}

/** The verified residence that lies in one of these places, if the viewer has one. */
export function livesWithin(viewer: Viewer, places: readonly string[]): ViewerResidence | undefined {
  return viewer.residences.find(({ within }) => within.some((place) => places.includes(place)));
}
