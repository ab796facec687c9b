/** Kinds of organization, by the words of the field. */
export const classifications = [
  "ALLIANCE",
  "YOUTH_COUNCIL",
  "THINK_TANK",
  "OWNERS_COMMITTEE",
  "PROPERTY_COMPANY",
  "COMMITTEE_FELLOWSHIP",
  "PARTY_ORGANIZATION",
  "RESIDENTS_COMMITTEE",
  "LEAGUE_ORGANIZATION",
  "LEAGUE_AFFILIATE",
  "SOCIAL_ORGANIZATION",
  "NEW_ECONOMY_ORGANIZATION",
  "SERVICE_STATION",
  "GOVERNMENT_DEPARTMENT",
  "COMPANY",
] as const;

/** Where a league organization stands. */
export const sectors = ["GRASSROOTS", "INDUSTRY", "ENTERPRISE"] as const;

export type Classification = (typeof classifications)[number];

/** The three kinds of organization that the league builds at the grassroots (R5). */
export const builtKinds = ["LEAGUE_ORGANIZATION", "LEAGUE_AFFILIATE", "SOCIAL_ORGANIZATION"] as const;

/** Bodies that are active only with a charter in force (R60). */
export const charteredBodies = [
  "ALLIANCE",
  "YOUTH_COUNCIL",
  "THINK_TANK",
  "COMMITTEE_FELLOWSHIP",
] as const satisfies readonly Classification[];

export const organizationStates = ["FORMING", "ACTIVE", "DISSOLVED"] as const;
export type OrganizationState = (typeof organizationStates)[number];

type Life = { classification: Classification; foundedOn: string | null; dissolvedOn: string | null };

/** Where an organization stands on a date: nothing is stored of it but its dates and charters. */
export function organizationState(
  { classification, foundedOn, dissolvedOn }: Life,
  hasCharter: boolean,
  on: string,
): OrganizationState {
  if (dissolvedOn !== null && dissolvedOn <= on) return "DISSOLVED";
  if (foundedOn !== null && foundedOn > on) return "FORMING";
  const needsCharter = (charteredBodies as readonly string[]).includes(classification);
  return needsCharter && !hasCharter ? "FORMING" : "ACTIVE";
}

const charterInForce = (on: string) => ({ charters: { effectiveFrom: { lte: on } } });
const needsCharter = { classification: { in: [...charteredBodies] } };
const founded = (on: string) => ({
  OR: [{ foundedOn: { isNull: true as const } }, { foundedOn: { lte: on } }],
});
const standing = (on: string) => ({
  OR: [{ dissolvedOn: { isNull: true as const } }, { dissolvedOn: { gt: on } }],
});

/** The organizations in a state on a date, as a filter of organizations. */
export function inState(state: OrganizationState, on: string) {
  if (state === "DISSOLVED") return { dissolvedOn: { lte: on } };
  const isAtWork = [founded(on), { OR: [{ NOT: needsCharter }, charterInForce(on)] }];
  return { AND: [standing(on), ...(state === "ACTIVE" ? isAtWork : [{ NOT: { AND: isAtWork } }])] };
}

/** What an organization was called on a date, from its previous names, each with the day until which it counted. */
export function nameOn(
  { name, previousNames }: { name: string; previousNames: readonly { name: string; endsOn: string }[] },
  on: string,
): string {
  const then = previousNames
    .filter(({ endsOn }) => endsOn > on)
    .toSorted((a, b) => (a.endsOn < b.endsOn ? -1 : 1));
  return then[0]?.name ?? name;
}
