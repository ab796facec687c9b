import type { Step } from "@linli/scale";
import { allianceSteps } from "./alliances.ts";
import { bodySteps } from "./bodies.ts";
import type { Facts } from "./facts.ts";
import { peopleSteps } from "./population.ts";
import { programmeSteps } from "./programme.ts";

/** What is laid out beside the places, in this order: each step makes its rows from one number up to another. */
export const steps = (facts: Facts): Step[] =>
  [peopleSteps, bodySteps, allianceSteps, programmeSteps].flatMap((stepsOf) => stepsOf(facts));
