import { expect, test } from "vitest";
import { WrongState } from "../changes/transition.errors.ts";
import { placementStates, placementSteps, type PlacementStep, transition } from "./placement.rules.ts";

const ends = { accept: "ACCEPTED", decline: "DECLINED", withdraw: "WITHDRAWN" };

test.each(placementStates)("from %s each step leads where it should, or is refused (R16)", (state) => {
  for (const step of Object.keys(placementSteps) as PlacementStep[])
    expect([step, transition(state, step)]).toEqual([
      step,
      state === "RECOMMENDED" ? ends[step] : new WrongState(state),
    ]);
});
