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
