import { SwapClosed } from "./chair.errors.ts";
import type { Turn } from "./turn.rules.ts";

/** What is stored of a swap; one that is not consented to in time lapses by the clock. */
export const storedSwapStates = ["PROPOSED", "CONSENTED", "DECLINED", "WITHDRAWN"] as const;
export type StoredSwapState = (typeof storedSwapStates)[number];

export const swapStates = [...storedSwapStates, "LAPSED"] as const;
export type SwapState = (typeof swapStates)[number];

type Pair = { seatId: string; withSeatId: string };
type Swap = Pair & { round: number; state: StoredSwapState };

/** Whether both turns of a round are yet to come while a turn runs. */
function liesAhead({ seatId, withSeatId }: Pair, round: number, turn: Turn | null): boolean {
  if (!turn || round < turn.round) return false;
  const ahead = turn.remaining.map(({ id }) => id);
  return round > turn.round || (ahead.includes(seatId) && ahead.includes(withSeatId));
}

/**
 * The round in which two seats can change places: the present one while both still have their turn ahead, else the
 * next. Places of different rounds are not exchanged, so that each seat keeps one turn a round.
 */
export function roundToSwap(pair: Pair, turn: Turn): number {
  return liesAhead(pair, turn.round, turn) ? turn.round : turn.round + 1;
}

/** The state people see: a proposal lapses when one of the two turns begins. */
export function swapState(swap: Swap, turn: Turn | null): SwapState {
  return swap.state === "PROPOSED" && !liesAhead(swap, swap.round, turn) ? "LAPSED" : swap.state;
}

/** The only place a swap's state changes: from a proposal that is open. */
export function decide<Next extends Exclude<StoredSwapState, "PROPOSED">>(
  swap: Swap,
  next: Next,
  turn: Turn | null,
): Next | SwapClosed {
  const state = swapState(swap, turn);
  return state === "PROPOSED" ? next : new SwapClosed(state);
}
