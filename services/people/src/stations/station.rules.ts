import type { Classification } from "../organizations/organization.rules.ts";

export const stationKinds = ["SERVICE", "WORK"] as const;

/** What a station works towards (R31). */
export const stationGoals = ["CHILD_FRIENDLY"] as const;

type Founder = { classification: Classification; placeId: string };

/** Whether a social organization and a party organization of the place, or above it, found it together (R29). */
export function isCoFounded(founders: readonly Founder[], placePath: readonly string[]): boolean {
  return (
    founders.some(({ classification }) => classification === "SOCIAL_ORGANIZATION") &&
    founders.some(
      ({ classification, placeId }) => classification === "PARTY_ORGANIZATION" && placePath.includes(placeId),
    )
  );
}
