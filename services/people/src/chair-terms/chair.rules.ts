import { InvalidInput, midnight } from "@linli/kernel";
import { type ChairHistory, type RotatingSeat, type Turn, turnsOf } from "./turn.rules.ts";

/** How somebody comes to chair: by rotation, in exchange with another seat, or in the chair's stead. */
export const chairTermKinds = ["REGULAR", "SWAPPED", "ACTING"] as const;
type ChairTermKind = (typeof chairTermKinds)[number];

export const chairTermStatuses = ["SCHEDULED", "ACTIVE", "ENDED"] as const;
export type ChairTermStatus = (typeof chairTermStatuses)[number];

/** A time during which one seat presides, `[from, until)`: a turn, or the part of it that the same seat presides. */
export type ChairTerm<Seat extends RotatingSeat = RotatingSeat> = {
  seat: Seat;
  kind: ChairTermKind;
  from: Date;
  until: Date;
  turn: Turn<Seat>;
};

/** Where a term stands: by the clock alone. */
export function statusOf({ from, until }: Pick<ChairTerm, "from" | "until">, at: Date): ChairTermStatus {
  return at < from ? "SCHEDULED" : at < until ? "ACTIVE" : "ENDED";
}

const isTakenAt = ({ joinedOn, leftOn }: RotatingSeat, at: Date) =>
  midnight(joinedOn) <= at && (leftOn === null || at < midnight(leftOn));

/** Who presides during a turn: the chair; where that left or is away, the next seat that is there, as acting chair. */
function* termsOf<Seat extends RotatingSeat>(
  history: ChairHistory<Seat>,
  turn: Turn<Seat>,
): Generator<ChairTerm<Seat>> {
  const [from, until] = [midnight(turn.startsOn), midnight(turn.endsOn)];
  const absences = history.absences.filter((absence) => from <= absence.from && absence.from < until);
  // Whoever came meanwhile stands in last: when all of the others have left.
  const line = [...new Set([turn.seat, ...turn.succession, ...history.seats])];
  const presiding = (at: Date) => {
    const there = line.filter((seat) => isTakenAt(seat, at));
    const isAway = ({ id }: Seat) =>
      absences.some((absence) => absence.seatId === id && absence.from <= at && at < absence.until);
    // With everybody away the turn is still the chair's.
    return there.find((seat) => !isAway(seat)) ?? there[0]!;
  };
  const changes = [
    from,
    ...absences.flatMap((absence) => [absence.from, absence.until]),
    ...line.flatMap(({ leftOn }) => (leftOn === null ? [] : [midnight(leftOn)])),
  ]
    .filter((at) => from <= at && at < until)
    .toSorted((a, b) => +a - +b);

  let open = { seat: turn.seat, from };
  const close = (end: Date): ChairTerm<Seat> => {
    const kind = open.seat !== turn.seat ? "ACTING" : turn.swapped ? "SWAPPED" : "REGULAR";
    return { ...open, kind, until: end, turn };
  };
  for (const at of changes) {
    const seat = presiding(at);
    if (seat === open.seat) continue;
    if (open.from < at) yield close(at);
    open = { seat, from: at };
  }
  yield close(until);
}

/** The terms that overlap `[from, until)`, in order: each begins when the one before it ends. */
export function termsBetween<Seat extends RotatingSeat>(
  history: ChairHistory<Seat>,
  from: Date,
  until: Date,
): ChairTerm<Seat>[] {
  const terms: ChairTerm<Seat>[] = [];
  for (const turn of turnsOf(history)) {
    if (midnight(turn.startsOn) >= until) break;
    if (midnight(turn.endsOn) <= from) continue;
    terms.push(...termsOf(history, turn).filter((term) => term.from < until && from < term.until));
  }
  return terms;
}

/** The one term that holds at an instant (R9); null before an alliance is formed and after it is dissolved. */
export function chairAt<Seat extends RotatingSeat>(
  history: ChairHistory<Seat>,
  at: Date,
): ChairTerm<Seat> | null {
  return termsBetween(history, at, new Date(+at + 1))[0] ?? null;
}

/** Terms of one answer at most. */
export const mostTerms = 100;
const yearsAhead = 10;

/** An instant that can be asked about: the rotation is not laid out for ever. */
export function askable(at: Date, now: Date): Date {
  if (+at - +now <= yearsAhead * 366 * 86_400_000) return at;
  throw new InvalidInput([{ path: [], message: `ask for ${yearsAhead} years ahead at most` }]);
}

/** The terms that somebody asks for, all of them or a refusal: an answer is never cut. */
export function termsAsked<Seat extends RotatingSeat>(
  history: ChairHistory<Seat>,
  from: Date,
  until: Date,
): ChairTerm<Seat>[] {
  const terms = termsBetween(history, from, until);
  if (terms.length <= mostTerms) return terms;
  throw new InvalidInput([{ path: ["until"], message: `ask for ${mostTerms} terms at most` }]);
}

/** What a seat has had of the chair by an instant: turns begun and turns given up, and times it stood in. */
export type TurnCount = { taken: number; skipped: number; acted: number };

/** The turns of each seat by an instant, by its id. */
export function turnCounts(history: ChairHistory, at: Date): ReadonlyMap<string, TurnCount> {
  const counts = new Map(history.seats.map(({ id }) => [id, { taken: 0, skipped: 0, acted: 0 }]));
  for (const turn of turnsOf(history)) {
    if (midnight(turn.startsOn) > at) break;
    counts.get(turn.seat.id)!.taken += 1;
    for (const { seat } of turn.passedOver) counts.get(seat.id)!.skipped += 1;
    for (const { kind, seat, from } of termsOf(history, turn))
      if (kind === "ACTING" && from <= at) counts.get(seat.id)!.acted += 1;
  }
  return counts;
}

/** The turn that runs at an instant; the first one before an alliance is formed, null after it is dissolved. */
export function turnAt<Seat extends RotatingSeat>(history: ChairHistory<Seat>, at: Date): Turn<Seat> | null {
  for (const turn of turnsOf(history)) if (at < midnight(turn.endsOn)) return turn;
  return null;
}
