export type Term = { startsOn: string; endsOn: string | null };

export const membershipStates = ["SCHEDULED", "ACTIVE", "ENDED"] as const;
export type MembershipState = (typeof membershipStates)[number];

/** Where a term stands on a date. One that was taken back before it began has ended. */
export function stateOf({ startsOn, endsOn }: Term, on: string): MembershipState {
  if (endsOn !== null && (endsOn <= on || endsOn <= startsOn)) return "ENDED";
  return startsOn <= on ? "ACTIVE" : "SCHEDULED";
}

/** The terms in force on a date, as a filter of memberships. */
export const inForceOn = (on: string) => ({
  startsOn: { lte: on },
  OR: [{ endsOn: { isNull: true as const } }, { endsOn: { gt: on } }],
});

/** Whether something that exists in `[from, until)`, each open if null, is there for a whole term. */
export function lastsThrough(
  { from, until }: { from: string | null; until: string | null },
  { startsOn, endsOn }: Term,
): boolean {
  return (from === null || from <= startsOn) && (until === null || (endsOn !== null && endsOn <= until));
}
