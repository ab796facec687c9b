import { NotAllowed, NotSignedIn } from "@linli/kernel";
import { findGrant, type Viewer } from "@linli/passport";
import type { Context } from "../context.ts";
import { countPlaces } from "../places/place.store.ts";

/** Lets through a think tank's own members and those who see to it. */
export function onlyForThoseWhoSeeMembers(
  viewer: Viewer | null,
  { id, path }: { id: string; path: readonly string[] },
): void {
  if (!viewer) throw new NotSignedIn();
  const right =
    findGrant(viewer, ["YOUTH_MEMBER", "ORGANIZATION_ADMIN"], { organization: id }) ??
    findGrant(viewer, ["COMMUNITY_WORKER", "LEAGUE_REVIEWER"], { placePath: path });
  if (!right) throw new NotAllowed();
}

/** How many rows the matrix of places and fields has: the places that a filter finds. */
export const countRows = ({ db }: Context, where: object): Promise<number> => countPlaces(db, where);
