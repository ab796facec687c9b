import { expect, test } from "vitest";
import { WrongState } from "../changes/transition.errors.ts";
import {
  transition,
  type VanguardState,
  vanguardStates,
  type VanguardStep,
  vanguardSteps,
} from "./vanguard.rules.ts";

const leads: Partial<Record<`${VanguardState} ${VanguardStep}`, VanguardState>> = {
  "NOMINATED accept": "IN_TRAINING",
  "NOMINATED decline": "DECLINED",
  "NOMINATED withdraw": "WITHDRAWN",
  "IN_TRAINING recognize": "RECOGNIZED",
  "IN_TRAINING decline": "DECLINED",
  "IN_TRAINING withdraw": "WITHDRAWN",
};

test.each(vanguardStates)("from %s each step leads where it should, or is refused (R15)", (state) => {
  for (const step of Object.keys(vanguardSteps) as VanguardStep[])
    expect([step, transition(state, step)]).toEqual([
      step,
      leads[`${state} ${step}`] ?? new WrongState(state),
    ]);
});
