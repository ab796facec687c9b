import { addMonths, assertNever, dateIn, midnight } from "@linli/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chairAt, type ChairTerm, termsBetween, turnCounts } from "./chair.rules.ts";
import { fairnessAt } from "./fairness.rules.ts";
import { type ChairHistory, isTakenOn, turnsOf } from "./turn.rules.ts";

const hour = 3_600_000;
const formedOn = "2026-01-31";

/** What may happen to an alliance, so many hours after what happened before; seats are named by number. */
const happening = fc.record({
  hours: fc.oneof(fc.integer({ min: 0, max: 48 }), fc.integer({ min: 0, max: 90 * 24 })),
  what: fc.constantFrom("join", "leave", "swap", "skip", "absence", "policy"),
  one: fc.nat(7),
  other: fc.nat(7),
  days: fc.integer({ min: 1, max: 70 }),
  termMonths: fc.constantFrom(1, 3),
  startDates: fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 3 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

const founded = (seats: number, termMonths: number): ChairHistory => ({
  formedOn,
  dissolvedOn: null,
  seats: Array.from({ length: seats }, (_, index) => ({
    id: `S${index + 1}`,
    position: index + 1,
    joinedOn: formedOn,
    leftOn: null,
  })),
  policies: [{ decidedAt: new Date(+midnight(formedOn) + 9 * hour), termMonths, startDates: [] }],
  swaps: [],
  skips: [],
  absences: [],
});

const daysAfter = (at: Date, days: number) => dateIn(new Date(+at + days * 24 * hour));

/** The history with one thing more in it, known at an instant: what the actions write down. */
function append(history: ChairHistory, happened: Happening, at: Date): ChairHistory {
  const { what, days, termMonths } = happened;
  const there = history.seats.filter((seat) => isTakenOn(seat, dateIn(at)));
  const one = there[happened.one % there.length]!;
  const other = there[happened.other % there.length]!;
  switch (what) {
    case "join": {
      const position = history.seats.length + 1;
      // Today already, or some time ahead.
      const joinedOn = daysAfter(at, days < 20 ? 0 : days);
      return {
        ...history,
        seats: [...history.seats, { id: `S${position}`, position, joinedOn, leftOn: null }],
      };
    }
    case "leave": {
      const staying = there.filter(({ leftOn }) => leftOn === null);
      if (staying.length < 3 || one.leftOn !== null) return history;
      const leftOn = daysAfter(at, days);
      return { ...history, seats: history.seats.map((seat) => (seat === one ? { ...seat, leftOn } : seat)) };
    }
    case "swap": {
      const turn = turnsOf(history).find(({ endsOn }) => at < midnight(endsOn))!;
      const round = turn.round + (days % 2);
      const swap = { seatId: one.id, withSeatId: other.id, round, consentedAt: at };
      return one === other ? history : { ...history, swaps: [...history.swaps, swap] };
    }
    case "skip":
      return { ...history, skips: [...history.skips, { seatId: one.id, skippedAt: at }] };
    case "absence": {
      const { seat, turn } = chairAt(history, at)!;
      const until = new Date(Math.min(+at + days * 12 * hour, +midnight(turn.endsOn)));
      return { ...history, absences: [...history.absences, { seatId: seat.id, from: at, until }] };
    }
    case "policy": {
      const startDates = happened.startDates.map((ahead) => daysAfter(at, ahead)).toSorted();
      return { ...history, policies: [...history.policies, { decidedAt: at, termMonths, startDates }] };
    }
    default:
      return assertNever(what);
  }
}

/** A history as it grows: each state with the instant of what came last. */
const histories = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.constantFrom(1, 3), fc.array(happening, { maxLength: 12 }))
  .map(([seats, termMonths, happenings]) => {
    let at = new Date(+midnight(formedOn) + 10 * hour);
    const states = [{ history: founded(seats, termMonths), at, what: "formation" }];
    for (const happened of happenings) {
      at = new Date(+at + happened.hours * hour);
      states.push({ history: append(states.at(-1)!.history, happened, at), at, what: happened.what });
    }
    return states;
  });

const beginning = midnight(formedOn);
const yearsOn = midnight(addMonths(formedOn, 60));
const plain = ({ seat, kind, from, until }: ChairTerm) => ({
  seat: seat.id,
  kind,
  from: +from,
  until: +until,
});

test("whatever happens, there is one chair at each instant: no gap, no overlap, and the chair has a seat (R9)", () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 59 * 30 * 24 }), (states, hours) => {
      const { history } = states.at(-1)!;
      const terms = termsBetween(history, beginning, yearsOn);
      expect(terms[0]!.from).toEqual(beginning);
      expect(+terms.at(-1)!.until).toBeGreaterThanOrEqual(+yearsOn);
      for (const [index, term] of terms.entries()) {
        expect(+term.from).toBeLessThan(+term.until);
        if (index > 0) expect(term.from).toEqual(terms[index - 1]!.until);
        expect(isTakenOn(term.seat, dateIn(term.from))).toBe(true);
        expect(isTakenOn(term.seat, dateIn(new Date(+term.until - 1)))).toBe(true);
      }
      const at = new Date(+beginning + hours * hour);
      const holding = terms.filter(({ from, until }) => from <= at && at < until);
      expect(holding.map(plain)).toEqual([plain(chairAt(history, at)!)]);
    }),
  );
});

test("what has been stays: nothing that becomes known changes a term that has ended, or what has run of the present one (R9)", () => {
  fc.assert(
    fc.property(histories, (states) => {
      for (const [index, { history, at, what }] of states.entries()) {
        if (index === 0) continue;
        const known = states[index - 1]!.history;
        // Seats are taken by days: who joins may stand in from the day's beginning for those who were away on it.
        const today = midnight(dateIn(at));
        if (what === "join" && known.absences.some(({ until }) => until > today)) continue;
        const before = termsBetween(known, beginning, new Date(+at + 1)).map(plain);
        const after = termsBetween(history, beginning, new Date(+at + 1)).map(plain);
        // Up to this moment: the present term ends with it when its chair goes away, and goes on if nobody else can act.
        const run = (terms: readonly ReturnType<typeof plain>[]) =>
          terms
            .filter(({ from }) => from < +at)
            .map((term) => ({ ...term, until: Math.min(term.until, +at) }));
        expect(run(after)).toEqual(run(before));
        if (what !== "leave" && what !== "absence") expect(after).toEqual(before);
      }
    }),
  );
});

test("two seats differ by one turn at most, taken or given up, since the later one's first round (R9, R10)", () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 40 * 30 * 24 }), (states, hours) => {
      const { history } = states.at(-1)!;
      const { spread, toCome, round } = fairnessAt(history, new Date(+beginning + hours * hour))!;
      expect(spread).toBeLessThanOrEqual(1);
      // After a full round, those who were there for all of it have had the same number.
      const there = history.seats.every(({ joinedOn, leftOn }) => joinedOn === formedOn && leftOn === null);
      if (toCome.length === 0 && there) expect([round, spread]).toEqual([round, 0]);
    }),
    { numRuns: 200 },
  );
});

test("in a round without skips and leavers each seat has exactly one turn, whoever changed places (R9, R10)", () => {
  const quiet = histories.filter((states) => states.every(({ what }) => what !== "leave" && what !== "skip"));
  fc.assert(
    fc.property(quiet, (states) => {
      const { history } = states.at(-1)!;
      const turns = [...turnsOf(history).take(60)];
      for (const { round, remaining, startsOn } of turns) {
        const next = turns.find((turn) => turn.startsOn > startsOn);
        if (remaining.length > 0 || !next || next.round === round) continue;
        const seats = turns.filter((turn) => turn.round === round).map(({ seat }) => seat.id);
        const seated = history.seats.filter(({ joinedOn }) => joinedOn < startsOn || joinedOn === formedOn);
        expect(seats.toSorted()).toEqual(seated.map(({ id }) => id).toSorted());
      }
    }),
  );
});

test("what is counted for seats adds up to the turns begun", () => {
  fc.assert(
    fc.property(histories, (states) => {
      const { history, at } = states.at(-1)!;
      const counts = [...turnCounts(history, at).values()];
      const begun = [...turnsOf(history).take(400)].filter(({ startsOn }) => midnight(startsOn) <= at);
      expect(counts.reduce((sum, { taken }) => sum + taken, 0)).toBe(begun.length);
      expect(counts.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(
        begun.reduce((sum, { passedOver }) => sum + passedOver.length, 0),
      );
    }),
    { numRuns: 40 },
  );
});
