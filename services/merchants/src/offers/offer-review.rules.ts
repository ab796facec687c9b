import type { PlaceKind, Role } from "@linli/kernel";
import { findGrant, type Viewer } from "@linli/passport";
import type { Right } from "@linli/subgraph";

/** A place of an offer with itself and all places above it. */
export type OfferPlace = { path: readonly { id: string; kind: PlaceKind }[] };

/** Whether an offer is a campaign for more than one community: its places lie in several, or above them. */
export function crossesCommunities(places: readonly OfferPlace[]): boolean {
  const communities = places.map(({ path }) => path.find(({ kind }) => kind === "COMMUNITY")?.id);
  return communities.includes(undefined) || new Set(communities).size > 1;
}

/**
 * By what right somebody reviews an offer: a worker whose scope holds all of its places or, where it crosses communities,
 * a league reviewer with such a scope. An offer of no place is nobody's to review.
 */
export function reviewRight(viewer: Viewer, places: readonly OfferPlace[]): Right | null {
  const worker = rightInAll(viewer, "COMMUNITY_WORKER", places);
  if (worker || !crossesCommunities(places)) return worker;
  return rightInAll(viewer, "LEAGUE_REVIEWER", places);
}

/** By what right somebody acts for the platform on an offer. */
export function platformRight(viewer: Viewer, places: readonly OfferPlace[]): Right | null {
  return rightInAll(viewer, "PLATFORM_ADMIN", places);
}

function rightInAll(viewer: Viewer, role: Role, places: readonly OfferPlace[]): Right | null {
  const grants = places.map(({ path }) =>
    findGrant(viewer, [role], { placePath: path.map((place) => place.id) }),
  );
  const [grant] = grants;
  return grant && !grants.includes(undefined) ? { role, scope: grant.place } : null;
}
