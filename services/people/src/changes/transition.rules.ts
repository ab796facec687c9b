import { WrongState } from "./transition.errors.ts";

/** A lifecycle: each step with the states it may start from and the one it leads to. */
export type Steps<State extends string> = Readonly<Record<string, { from: readonly State[]; to: State }>>;

/** Where a step leads from a state, or why it cannot be taken. */
export function nextState<State extends string>(
  { from, to }: Steps<State>[string],
  state: State,
): State | WrongState {
  return from.includes(state) ? to : new WrongState(state);
}
