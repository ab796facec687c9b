import { midnight } from "@linli/kernel";
import { type ChairHistory, type RotatingSeat, type Turn, turnsOf } from "./turn.rules.ts";

/** How evenly turns fall: the round that runs, whose turn in it is to come, and how far two seats are apart at most. */
export type Fairness<Seat extends RotatingSeat = RotatingSeat> = {
  round: number;
  toCome: readonly Seat[];
  spread: number;
};

/**
 * How evenly the turns fall by an instant. Two seats are compared by the turns they had, taken or given up, since the
 * first round of the one that joined later: a late joiner owes nothing for the rounds before, and who gives a turn up
 * has had it. Null once the alliance is dissolved.
 */
export function fairnessAt<Seat extends RotatingSeat>(
  history: ChairHistory<Seat>,
  at: Date,
): Fairness<Seat> | null {
  const firstRound = new Map<Seat, number>();
  const roundsHad = new Map<Seat, number[]>();
  let running: Turn<Seat> | undefined;
  for (const turn of turnsOf(history)) {
    if (running && at < midnight(turn.startsOn)) break;
    running = turn;
    for (const seat of [turn.seat, ...turn.succession])
      if (!firstRound.has(seat)) firstRound.set(seat, turn.round);
    for (const { seat, round } of [turn, ...turn.passedOver])
      roundsHad.set(seat, [...(roundsHad.get(seat) ?? []), round]);
  }
  if (!running || at >= midnight(running.endsOn)) return null;

  const seats = [running.seat, ...running.succession];
  const had = (seat: Seat, since: number) =>
    (roundsHad.get(seat) ?? []).filter((round) => round >= since).length;
  const differences = seats.flatMap((one) =>
    seats.map((other) => {
      const since = Math.max(firstRound.get(one)!, firstRound.get(other)!);
      return Math.abs(had(one, since) - had(other, since));
    }),
  );
  return { round: running.round, toCome: running.remaining, spread: Math.max(...differences) };
}
