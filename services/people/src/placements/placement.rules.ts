import { nextState, type Steps } from "../changes/transition.rules.ts";
import type { Steward } from "../memberships/appointment.rules.ts";

/** The life of a recommendation to a property company or an owners' committee (R16). */
export const placementStates = ["RECOMMENDED", "ACCEPTED", "DECLINED", "WITHDRAWN"] as const;
export type PlacementState = (typeof placementStates)[number];

export const placementSteps = {
  accept: { from: ["RECOMMENDED"], to: "ACCEPTED" },
  decline: { from: ["RECOMMENDED"], to: "DECLINED" },
  withdraw: { from: ["RECOMMENDED"], to: "WITHDRAWN" },
} as const satisfies Steps<PlacementState>;
export type PlacementStep = keyof typeof placementSteps;

/** The only place a placement's state changes. Returns the next state, or why not. */
export function transition(state: PlacementState, step: PlacementStep) {
  return nextState<PlacementState>(placementSteps[step], state);
}

/** Bodies that backbone members are recommended to: 物业和业委会. */
const receivingBodies: readonly string[] = ["PROPERTY_COMPANY", "OWNERS_COMMITTEE"];

/** Whether people are recommended to a body of this kind. */
export function receives(classification: string): boolean {
  return receivingBodies.includes(classification);
}

/** Who speaks for the body that receives, and nobody else does (R59). */
export const receivers: readonly Steward[] = [
  { role: "ORGANIZATION_ADMIN", scope: "ORGANIZATION" },
  { role: "OWNERS_COMMITTEE", scope: "ORGANIZATION" },
  { role: "PROPERTY_COMPANY", scope: "ORGANIZATION" },
];
