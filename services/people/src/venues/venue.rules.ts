import { addMonths } from "@linli/kernel";

/** What a venue is for. */
export const venueKinds = ["YOUTH_HOUSE", "OFFICE", "MEETING_ROOM", "ACTIVITY_ROOM"] as const;
export type VenueKind = (typeof venueKinds)[number];

/** How a standard stands by its evidence: fulfilled, fulfilled by evidence that is too old, or not. */
export const evidenceStates = ["PASS", "STALE", "MISSING"] as const;
export type EvidenceState = (typeof evidenceStates)[number];

/** The venues that are there on a date, as a filter. */
export const openOn = (on: string) => ({
  openedOn: { lte: on },
  OR: [{ closedOn: { isNull: true as const } }, { closedOn: { gt: on } }],
});

/** A venue that is open, as evidence of an office and of somebody who answers for it. */
type Evidence = { id: string; signPhotoTakenOn: string | null; isAnsweredFor: boolean };

/**
 * The standard of an office with a sign and somebody in charge (R34): the newest photo of a sign, at a venue whose
 * provider has a responsible post that is held, not older than so many months.
 */
export function officeAndStaff(
  venues: readonly Evidence[],
  today: string,
  signPhotoMonths: number,
): { state: EvidenceState; on: string | null; venueId: string | null } {
  const [best] = venues
    .flatMap(({ id, signPhotoTakenOn, isAnsweredFor }) =>
      signPhotoTakenOn !== null && isAnsweredFor ? [{ id, on: signPhotoTakenOn }] : [],
    )
    .toSorted((a, b) => b.on.localeCompare(a.on) || a.id.localeCompare(b.id));
  if (!best) return { state: "MISSING", on: null, venueId: null };
  const isFresh = today <= addMonths(best.on, signPhotoMonths);
  return { state: isFresh ? "PASS" : "STALE", on: best.on, venueId: best.id };
}
