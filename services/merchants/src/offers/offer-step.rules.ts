import { TermsFixed, WrongOfferState } from "./offer.errors.ts";
import type { OfferClock, StoredOfferState } from "./offer.rules.ts";

const steps = {
  SUBMIT: { from: ["DRAFT", "REJECTED"], to: "SUBMITTED" },
  WITHDRAW: { from: ["SUBMITTED"], to: "DRAFT" },
  APPROVE: { from: ["SUBMITTED"], to: "APPROVED" },
  REJECT: { from: ["SUBMITTED"], to: "REJECTED" },
  // Whatever was said about it before was said about something else.
  EDIT: { from: ["DRAFT", "SUBMITTED", "REJECTED", "APPROVED"], to: "DRAFT" },
  // Again, where somebody who outranks who paused it holds it back.
  PAUSE: { from: ["APPROVED", "PAUSED"], to: "PAUSED" },
  RESUME: { from: ["PAUSED"], to: "APPROVED" },
  TERMINATE: { from: ["APPROVED", "PAUSED"], to: "TERMINATED" },
} as const satisfies Record<string, { from: readonly StoredOfferState[]; to: StoredOfferState }>;
export type OfferStep = keyof typeof steps;

/** What is noted of an offer's life: its steps, and what changes it without moving it on. */
export const offerStepNames = [
  "CREATE",
  ...(Object.keys(steps) as OfferStep[]),
  "CHANGE_PICTURES",
  "CHANGE_STOCK",
  "ADD_BUDGET",
] as const;
export type OfferStepName = (typeof offerStepNames)[number];

/** The only place an offer's stored state changes. Returns the next state, or why not. */
export function transition(state: StoredOfferState, step: OfferStep): StoredOfferState | WrongOfferState {
  const { from, to } = steps[step];
  return (from as readonly StoredOfferState[]).includes(state) ? to : new WrongOfferState(state);
}

/** Whether an offer that passed review is over: by the clock, or because all are taken. */
export function hasEnded({ state, claimUntil, remaining }: OfferClock, at: Date): boolean {
  return (state === "APPROVED" || state === "PAUSED") && (at >= claimUntil || remaining <= 0);
}

/** Why what an offer says cannot be changed; null if it can. Terms stay as they are once anybody could claim. */
export function editRefusal(
  offer: Pick<OfferClock, "state" | "claimFrom">,
  at: Date,
): TermsFixed | WrongOfferState | null {
  const passed = offer.state === "APPROVED" || offer.state === "PAUSED";
  if (passed && at >= offer.claimFrom) return new TermsFixed();
  const next = transition(offer.state, "EDIT");
  return next instanceof Error ? next : null;
}

/** Why stock and budget cannot be changed; null if they can: from review until the end. */
export function supplyRefusal(offer: OfferClock, at: Date): WrongOfferState | null {
  if (hasEnded(offer, at)) return new WrongOfferState("ENDED");
  return offer.state === "APPROVED" || offer.state === "PAUSED" ? null : new WrongOfferState(offer.state);
}
