import { nextState, type Steps } from "../changes/transition.rules.ts";
import { type AgePolicy, type Home, refusalOfCouncillor } from "../councils/council.rules.ts";
import { type CommitteeSeat, refusalOfFellow } from "../fellowships/fellowship.rules.ts";
import { type AdviserKind, refusalOfAdviser } from "../think-tanks/think-tank.rules.ts";
import { AlreadyMember } from "./application.errors.ts";

/** Bodies that are joined by one's own wish and an admission. */
export const joinedBodies = ["YOUTH_COUNCIL", "THINK_TANK", "COMMITTEE_FELLOWSHIP"] as const;
export type JoinedBody = (typeof joinedBodies)[number];

export const applicationStates = ["APPLIED", "ADMITTED", "DECLINED", "WITHDRAWN"] as const;
export type ApplicationState = (typeof applicationStates)[number];

export const applicationSteps = {
  admit: { from: ["APPLIED"], to: "ADMITTED" },
  decline: { from: ["APPLIED"], to: "DECLINED" },
  withdraw: { from: ["APPLIED"], to: "WITHDRAWN" },
} as const satisfies Steps<ApplicationState>;
export type ApplicationStep = keyof typeof applicationSteps;

/** The only place an application's state changes. Returns the next state, or why not. */
export function transition(state: ApplicationState, step: ApplicationStep) {
  return nextState<ApplicationState>(applicationSteps[step], state);
}

/** What decides whether somebody may join, as of the joining date. */
export type Candidate = {
  birthDate: string | null;
  homes: readonly Home[];
  committees: readonly CommitteeSeat[];
  /** Bodies in which one sits then or later. */
  bodies: readonly string[];
  /** As what one would advise this body, if it is a think tank. */
  adviserKind: AdviserKind | null;
};

/** Why somebody may not join a body on a date; null where nothing speaks against it. */
export function refusalOf(
  candidate: Candidate,
  { id, placeId, classification }: { id: string; placeId: string; classification: JoinedBody },
  on: string,
  councilAge: AgePolicy,
) {
  if (candidate.bodies.includes(id)) return new AlreadyMember();
  if (classification === "YOUTH_COUNCIL") return refusalOfCouncillor(candidate, placeId, on, councilAge);
  if (classification === "COMMITTEE_FELLOWSHIP") return refusalOfFellow(candidate, placeId, on, councilAge);
  return refusalOfAdviser(candidate.adviserKind ?? "RESIDENT_ADVISOR", candidate.homes, placeId);
}
export type Ineligible = NonNullable<ReturnType<typeof refusalOf>>;

/** A councillor's term has an end, for ageing out ends the seat with it (R17); what is past is not joined. */
export function problemsOfTerm(
  classification: JoinedBody,
  { startsOn, endsOn }: { startsOn: string; endsOn: string | null },
  today: string,
): { path: string[]; message: string }[] {
  return [
    ...(startsOn < today ? [{ path: ["startsOn"], message: "must not be in the past" }] : []),
    ...(endsOn !== null && endsOn <= startsOn
      ? [{ path: ["endsOn"], message: "must be after the start" }]
      : []),
    ...(endsOn === null && classification === "YOUTH_COUNCIL"
      ? [{ path: ["endsOn"], message: "a councillor's term has an end" }]
      : []),
  ];
}
