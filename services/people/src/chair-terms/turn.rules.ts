import { midnight } from "@linli/kernel";
import { nextTermStart, type RotationPolicy } from "./rotation.rules.ts";

/** A seat as the rotation sees it; it is taken in `[joinedOn, leftOn)`. */
export type RotatingSeat = {
  id: string;
  joinedOn: string;
  leftOn: string | null;
  /** Decides among those who joined on the same day. */
  position: number;
};

/** Two seats change places in one round, both having consented. */
type ConsentedSwap = { seatId: string; withSeatId: string; round: number; consentedAt: Date };

/** A seat gives its next turn up. */
export type TurnSkip = { seatId: string; skippedAt: Date };

/** Whoever presides is away, within one term. */
export type ChairAbsence = { seatId: string; from: Date; until: Date };

/**
 * All that decides who chairs an alliance, and when (轮值主席, R9). Nothing is ever taken out of it, and what is added
 * bears on terms that begin later: so past terms stay as they were. The term that runs changes by a seat's leaving, an
 * absence or the alliance's end alone, and not before that moment.
 */
export type ChairHistory<Seat extends RotatingSeat = RotatingSeat> = {
  formedOn: string;
  dissolvedOn: string | null;
  seats: readonly Seat[];
  /** In the order of their decision; the first holds from the beginning. */
  policies: readonly RotationPolicy[];
  /** In the order of their consent. */
  swaps: readonly ConsentedSwap[];
  skips: readonly TurnSkip[];
  absences: readonly ChairAbsence[];
};

/** A seat's turn to chair: what the rotation gives, before anybody leaves or is away. */
export type Turn<Seat extends RotatingSeat = RotatingSeat> = {
  /** The first day, and the day after the last. */
  startsOn: string;
  endsOn: string;
  /** Each seat has one turn a round. The first round is 1. */
  round: number;
  seat: Seat;
  /** Whether the seat has it from another one, in exchange. */
  swapped: boolean;
  /** Those whose turn it would have been, and in which round, had they not given it up. */
  passedOver: readonly { seat: Seat; round: number }[];
  /** Those who stand in for the chair, in order. */
  succession: readonly Seat[];
  /** Those whose turn is still to come in this round, in order. */
  remaining: readonly Seat[];
};

/** A place in a round: whose it is by rotation, and who has it now. */
type Place<Seat> = { of: Seat; seat: Seat };

const byJoining = (a: RotatingSeat, b: RotatingSeat) =>
  a.joinedOn === b.joinedOn ? a.position - b.position : a.joinedOn < b.joinedOn ? -1 : 1;

/** Whether a seat is taken on a date. */
export const isTakenOn = ({ joinedOn, leftOn }: Pick<RotatingSeat, "joinedOn" | "leftOn">, date: string) =>
  joinedOn <= date && (leftOn === null || date < leftOn);

/**
 * The turns of an alliance from its first day on, one after the other and without end unless it is dissolved.
 *
 * Seats take turns in rounds, in the order in which they joined. One that joins in mid-round goes to the tail of that
 * round, so that it too has one turn a round; it takes part in turns that begin after the day on which it joins. A
 * skipped turn is spent. A swap exchanges two places of one round.
 */
export function* turnsOf<Seat extends RotatingSeat>(
  history: ChairHistory<Seat>,
): Generator<Turn<Seat>, void> {
  const { formedOn, dissolvedOn, policies } = history;
  const inOrder = history.seats.toSorted(byJoining);
  const swaps = new Set(history.swaps);
  const skips = new Set(history.skips);

  let round = 1;
  let places: Place<Seat>[] = [];
  let enrolled = new Set<Seat>();
  let policy = policies[0]!;
  let since = formedOn;

  for (let startsOn = formedOn; dissolvedOn === null || startsOn < dissolvedOn;) {
    const start = midnight(startsOn);
    const isKnown = (at: Date) => at < start;
    const seated = inOrder.filter(
      (seat) => isTakenOn(seat, startsOn) && (seat.joinedOn < startsOn || startsOn === formedOn),
    );
    // An alliance has its base and a partner every day; without, nobody could chair it.
    if (seated.length === 0) return;

    const exchange = () => {
      for (const swap of swaps) {
        if (swap.round !== round || !isKnown(swap.consentedAt)) continue;
        swaps.delete(swap);
        const one = places.find(({ seat }) => seat.id === swap.seatId);
        const other = places.find(({ seat }) => seat.id === swap.withSeatId);
        if (one && other) [one.seat, other.seat] = [other.seat, one.seat];
      }
    };
    exchange();
    places = places.filter(({ seat }) => seated.includes(seat));
    // To the tail; on the first day, all.
    places.push(...seated.filter((seat) => !enrolled.has(seat)).map((seat) => ({ of: seat, seat })));
    enrolled = enrolled.union(new Set(seated));

    const passedOver: { seat: Seat; round: number }[] = [];
    let place: Place<Seat> | undefined;
    while (!place) {
      if (places.length === 0) {
        round += 1;
        places = seated.map((seat) => ({ of: seat, seat }));
        enrolled = new Set(seated);
        exchange();
      }
      const { seat, of } = places.shift()!;
      const skip = [...skips].find(({ seatId, skippedAt }) => seatId === seat.id && isKnown(skippedAt));
      if (skip) {
        skips.delete(skip);
        passedOver.push({ seat, round });
      } else {
        place = { seat, of };
      }
    }

    const decided = policies.findLast(({ decidedAt }) => isKnown(decidedAt)) ?? policies[0]!;
    if (decided !== policy) [policy, since] = [decided, startsOn];
    const next = nextTermStart(policy, since, startsOn);
    const remaining = places.map(({ seat }) => seat);
    const { seat, of } = place;
    yield {
      startsOn,
      endsOn: dissolvedOn !== null && dissolvedOn < next ? dissolvedOn : next,
      round,
      seat,
      swapped: seat !== of,
      passedOver,
      remaining,
      succession: [...new Set([...remaining, ...seated])].filter((one) => one !== seat),
    };
    startsOn = next;
  }
}
