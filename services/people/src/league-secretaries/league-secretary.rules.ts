import { inForceOn } from "../memberships/membership.rules.ts";

/** Why a community's league secretary is not in its leadership (R58). */
export const leagueSecretaryGaps = [
  "NO_LEAGUE_ORGANIZATION",
  "SECRETARY_VACANT",
  "NOT_IN_LEADERSHIP",
] as const;
export type LeagueSecretaryGap = (typeof leagueSecretaryGaps)[number];

/** A body of a community, its posts and who holds them. */
export type Body = {
  classification: string;
  sector: string | null;
  posts: readonly {
    role: string | null;
    isLeadership: boolean;
    memberships: readonly { personId: string }[];
  }[];
};

const leaderships = ["PARTY_ORGANIZATION", "RESIDENTS_COMMITTEE"] as const;
const bodies = [...leaderships, "LEAGUE_ORGANIZATION"] as const;

/**
 * What keeps a community from having its league secretary in its leadership; null where nothing does (R58). Who
 * administers its grassroots league organization is the secretary; the leadership are the two committees' leadership posts.
 */
export function gapOf(standing: readonly Body[]): LeagueSecretaryGap | null {
  const league = standing.filter(
    ({ classification, sector }) => classification === "LEAGUE_ORGANIZATION" && sector === "GRASSROOTS",
  );
  if (league.length === 0) return "NO_LEAGUE_ORGANIZATION";
  const holders = (posts: Body["posts"]) =>
    posts.flatMap(({ memberships }) => memberships.map(({ personId }) => personId));
  const secretaries = league.flatMap(({ posts }) =>
    holders(posts.filter(({ role }) => role === "ORGANIZATION_ADMIN")),
  );
  if (secretaries.length === 0) return "SECRETARY_VACANT";
  const leaders = standing
    .filter(({ classification }) => leaderships.some((kind) => kind === classification))
    .flatMap(({ posts }) => holders(posts.filter(({ isLeadership }) => isLeadership)));
  return secretaries.some((secretary) => leaders.includes(secretary)) ? null : "NOT_IN_LEADERSHIP";
}

/** All that `gapOf` looks at, of the bodies that stand in a place itself on a date. */
export const bodiesOn = (on: string) => ({
  columns: { classification: true as const, sector: true as const },
  where: {
    classification: { in: [...bodies] },
    OR: [{ dissolvedOn: { isNull: true as const } }, { dissolvedOn: { gt: on } }],
  },
  with: {
    posts: {
      columns: { role: true as const, isLeadership: true as const },
      with: { memberships: { columns: { personId: true as const }, where: inForceOn(on) } },
    },
  },
});
