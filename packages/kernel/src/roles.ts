/** Who may do what is written by role; `Grant` says for whom, where and until when. */
export const roles = [
  "YOUTH_MEMBER",
  "ORGANIZATION_ADMIN",
  "CHAIR",
  "COMMUNITY_WORKER",
  "OWNERS_COMMITTEE",
  "PROPERTY_COMPANY",
  "LEAGUE_REVIEWER",
  "ANALYST",
  "PLATFORM_ADMIN",
  "AUDITOR",
] as const;
export type Role = (typeof roles)[number];

/** What a grant rests on: when that ends, the grant ends. */
export const grantSources = ["POST", "CHAIR_TERM", "DELEGATION", "MANUAL"] as const;
export type GrantSource = (typeof grantSources)[number];
