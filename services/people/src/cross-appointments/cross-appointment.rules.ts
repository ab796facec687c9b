import { nextState, type Steps } from "../changes/transition.rules.ts";
import type { Term } from "../memberships/membership.rules.ts";

/** What is stored of a cross-appointment's life; the clock decides the rest (R59). */
export const storedCrossAppointmentStates = ["RECOMMENDED", "CONFIRMED", "DECLINED", "WITHDRAWN"] as const;
export type StoredCrossAppointmentState = (typeof storedCrossAppointmentStates)[number];

export const crossAppointmentStates = [...storedCrossAppointmentStates, "ACTIVE", "ENDED"] as const;
export type CrossAppointmentState = (typeof crossAppointmentStates)[number];

export const crossAppointmentSteps = {
  confirm: { from: ["RECOMMENDED"], to: "CONFIRMED" },
  decline: { from: ["RECOMMENDED"], to: "DECLINED" },
  withdraw: { from: ["RECOMMENDED"], to: "WITHDRAWN" },
} as const satisfies Steps<StoredCrossAppointmentState>;
export type CrossAppointmentStep = keyof typeof crossAppointmentSteps;

/** The only place a cross-appointment's stored state changes. Returns the next state, or why not. */
export function transition(state: StoredCrossAppointmentState, step: CrossAppointmentStep) {
  return nextState<StoredCrossAppointmentState>(crossAppointmentSteps[step], state);
}

/**
 * The state people see on a date: what was confirmed is active from its start, and ended from its end on. One that was
 * ended before it began has ended.
 */
export function crossAppointmentState(
  { state, startsOn, endsOn }: { state: StoredCrossAppointmentState } & Term,
  on: string,
): CrossAppointmentState {
  if (state !== "CONFIRMED") return state;
  if (endsOn !== null && (endsOn <= on || endsOn <= startsOn)) return "ENDED";
  return startsOn <= on ? "ACTIVE" : "CONFIRMED";
}

/** The two committees (两委): the community's party organization and residents' committee. */
export const twoCommittees = ["PARTY_ORGANIZATION", "RESIDENTS_COMMITTEE"] as const;

/** A cross-appointment's own dates until it is confirmed; from then on its membership's. */
export function termOf(planned: Term, membership: Term | null): Term {
  return membership ?? planned;
}
