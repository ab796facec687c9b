import { WrongPledgeState } from "./pledge.errors.ts";

/** What merchants pledge to do as volunteers. */
export const pledgeKinds = [
  "HAIRCUTS",
  "REPAIRS",
  "MEALS",
  "LESSONS",
  "HEALTH_CHECKS",
  "GOODS",
  "HELPERS",
  "OTHER",
] as const;

export const storedPledgeStates = ["OPEN", "WITHDRAWN"] as const;
export const pledgeStates = [...storedPledgeStates, "OVER"] as const;
export type PledgeState = (typeof pledgeStates)[number];

export type PledgeClock = { state: (typeof storedPledgeStates)[number]; endsAt: Date };

/** Where a pledge stands: one that was not withdrawn is over by the clock. */
export const pledgeState = ({ state, endsAt }: PledgeClock, at: Date): PledgeState =>
  state === "OPEN" && at >= endsAt ? "OVER" : state;

/** Why a pledge is not taken back; null if it can be. */
export function withdrawalRefusal(pledge: PledgeClock, at: Date): WrongPledgeState | null {
  const state = pledgeState(pledge, at);
  return state === "OPEN" ? null : new WrongPledgeState(state);
}
