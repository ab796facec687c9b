import { type PlaceKind, placeKinds } from "@linli/kernel";
import { inForceOn } from "../memberships/membership.rules.ts";

/**
 * The league organizations that can be reached on a date: there is a post whose holder residents turn to, and somebody
 * holds it (R7). A filter of organizations.
 */
export const reachableLeague = (on: string) => ({
  classification: "LEAGUE_ORGANIZATION" as const,
  OR: [{ dissolvedOn: { isNull: true as const } }, { dissolvedOn: { gt: on } }],
  posts: { isContact: true, memberships: inForceOn(on) },
});

/**
 * Of league organizations in a place and above it, the one that stands lowest. Where several stand in one place, the
 * grassroots one comes first: a branch of an enterprise is there for its own staff.
 */
export function nearest<League extends { sector: string | null; id: string }>(
  path: readonly { kind: PlaceKind; ownOrganizations: readonly League[] }[],
): League | null {
  const rank = ({ sector }: League) => (sector === "GRASSROOTS" ? 0 : sector === null ? 1 : 2);
  const [found] = path
    .toSorted((a, b) => placeKinds.indexOf(b.kind) - placeKinds.indexOf(a.kind))
    .flatMap(({ ownOrganizations }) =>
      ownOrganizations.toSorted((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id)),
    );
  return found ?? null;
}
