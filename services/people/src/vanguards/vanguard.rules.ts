import { nextState, type Steps } from "../changes/transition.rules.ts";

/** The life of a nomination (R15). */
export const vanguardStates = ["NOMINATED", "IN_TRAINING", "RECOGNIZED", "DECLINED", "WITHDRAWN"] as const;
export type VanguardState = (typeof vanguardStates)[number];

export const vanguardSteps = {
  /** By the person nominated, who agrees to it and so begins training. */
  accept: { from: ["NOMINATED"], to: "IN_TRAINING" },
  recognize: { from: ["IN_TRAINING"], to: "RECOGNIZED" },
  /** By the person nominated, who may also leave the training. */
  decline: { from: ["NOMINATED", "IN_TRAINING"], to: "DECLINED" },
  withdraw: { from: ["NOMINATED", "IN_TRAINING"], to: "WITHDRAWN" },
} as const satisfies Steps<VanguardState>;
export type VanguardStep = keyof typeof vanguardSteps;

/** The only place a nomination's state changes. Returns the next state, or why not. */
export function transition(state: VanguardState, step: VanguardStep) {
  return nextState<VanguardState>(vanguardSteps[step], state);
}
