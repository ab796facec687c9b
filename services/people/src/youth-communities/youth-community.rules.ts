export const youthCommunityStates = ["ENROLLED", "ACTIVE"] as const;
export type YouthCommunityState = (typeof youthCommunityStates)[number];

type Enrolment = {
  leadSince: string | null;
  lead: { dissolvedOn: string | null } | null;
};

/**
 * Where an enrolment stands on a date: active with a party organization linked as its lead, which stands (R3), and a
 * venue (R33).
 */
export function youthCommunityState(
  { leadSince, lead }: Enrolment,
  hasVenue: boolean,
  on: string,
): YouthCommunityState {
  const isLed =
    lead !== null &&
    leadSince !== null &&
    leadSince <= on &&
    (lead.dissolvedOn === null || lead.dissolvedOn > on);
  return isLed && hasVenue ? "ACTIVE" : "ENROLLED";
}
