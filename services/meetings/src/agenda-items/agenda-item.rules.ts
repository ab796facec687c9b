import type { Role } from "@linli/kernel";
import { hasGrant, type Viewer } from "@linli/passport";
import type { MeetingState } from "../meetings/meeting.rules.ts";

/** The states of an agenda item; of the outcomes, from INFORMATION on, it has exactly one in the end (R64). */
export const agendaItemStates = [
  "PROPOSED",
  "ACCEPTED",
  "OPEN",
  "INFORMATION",
  "DECIDED",
  "ASSIGNED",
  "DEFERRED",
  "WITHDRAWN",
] as const;
export type AgendaItemState = (typeof agendaItemStates)[number];

/** Those who have a part in the meetings of a place. An analyst or a platform administrator has none. */
const participants = [
  "YOUTH_MEMBER",
  "ORGANIZATION_ADMIN",
  "CHAIR",
  "COMMUNITY_WORKER",
  "OWNERS_COMMITTEE",
  "PROPERTY_COMPANY",
  "LEAGUE_REVIEWER",
] as const satisfies readonly Role[];

/** Where items stand: in a meeting, by its state, or in the backlog (null); and the path of the place concerned. */
export type Agenda = { meetingState: MeetingState | null; placePath: readonly string[] };

/** What confirmed minutes hold is public; anything else shows to those who take part in the place's meetings. */
export function mayReadAgenda(viewer: Viewer | null, { meetingState, placePath }: Agenda): boolean {
  return meetingState === "MINUTES_CONFIRMED" || hasGrant(viewer, participants, { placePath });
}
