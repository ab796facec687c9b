import { midnight } from "@linli/kernel";
import { expect, test } from "vitest";
import { chairAt, statusOf, termsBetween, turnCounts } from "./chair.rules.ts";
import type { ChairHistory } from "./turn.rules.ts";

const seat = (id: string, position: number, joinedOn = "2026-01-31", leftOn: string | null = null) => ({
  id,
  position,
  joinedOn,
  leftOn,
});
const monthly = { decidedAt: midnight("2026-01-31"), termMonths: 1, startDates: [] };
const alliance: ChairHistory = {
  formedOn: "2026-01-31",
  dissolvedOn: null,
  seats: [seat("A", 1), seat("B", 2), seat("C", 3)],
  policies: [monthly],
  swaps: [],
  skips: [],
  absences: [],
};
const day = 86_400_000;
/** Who presides from when, over these terms: "2026-02-28 B", and how, unless it is a regular term. */
const schedule = (history: ChairHistory, until: string, from = history.formedOn) =>
  termsBetween(history, midnight(from), midnight(until)).map((term) => {
    const date = new Date(+term.from + 8 * 3_600_000).toISOString().replace("T00:00:00.000Z", "");
    return `${date} ${term.seat.id}${term.kind === "REGULAR" ? "" : ` ${term.kind}`}`;
  });

test("seats chair in turn, from month's end to month's end in Shanghai (R9)", () => {
  expect(schedule(alliance, "2026-07-31")).toEqual([
    "2026-01-31 A",
    "2026-02-28 B",
    "2026-03-31 C",
    "2026-04-30 A",
    "2026-05-31 B",
    "2026-06-30 C",
  ]);
  const handover = midnight("2026-02-28");
  expect(handover.toISOString()).toBe("2026-02-27T16:00:00.000Z");
  expect(chairAt(alliance, new Date(+handover - 1))?.seat.id).toBe("A");
  expect(chairAt(alliance, handover)?.seat.id).toBe("B");
});

test("an alliance has a chair from its first moment to its last, and none outside (R9)", () => {
  const first = midnight("2026-01-31");
  const last = midnight("2026-03-15");
  const dissolved = {
    ...alliance,
    dissolvedOn: "2026-03-15",
    seats: alliance.seats.map((one) => ({ ...one, leftOn: "2026-03-15" })),
  };
  const chairs = [new Date(+first - 1), first, new Date(+last - 1), last].map(
    (at) => chairAt(dissolved, at)?.seat.id,
  );
  expect(chairs).toEqual([undefined, "A", "B", undefined]);
  expect(termsBetween(dissolved, first, midnight("2030-01-01")).at(-1)?.until).toEqual(last);
});

test("a term is scheduled until it begins, and has ended when it ends", () => {
  const { from, until } = chairAt(alliance, midnight("2026-03-01"))!;
  const stages = [+from - 1, +from, +until - 1, +until].map((at) => statusOf({ from, until }, new Date(at)));
  expect(stages).toEqual(["SCHEDULED", "ACTIVE", "ACTIVE", "ENDED"]);
});

test("a new rotation begins with the first term after its decision, and leaves the running one as it is", () => {
  const quarterly = { decidedAt: new Date(+midnight("2026-02-28") - 1), termMonths: 3, startDates: [] };
  expect(schedule({ ...alliance, policies: [monthly, quarterly] }, "2026-09-01")).toEqual([
    "2026-01-31 A",
    "2026-02-28 B",
    "2026-05-28 C",
    "2026-08-28 A",
  ]);
  // Decided as the term begins: that term is monthly yet.
  const later = { ...quarterly, decidedAt: midnight("2026-02-28") };
  expect(schedule({ ...alliance, policies: [monthly, later] }, "2026-09-01")).toEqual([
    "2026-01-31 A",
    "2026-02-28 B",
    "2026-03-31 C",
    "2026-06-30 A",
  ]);
});

test("terms begin on given dates, and by month after the last of them", () => {
  const startDates = ["2026-02-01", "2026-03-05", "2026-03-20", "2026-05-31"];
  const byDate = { ...monthly, decidedAt: new Date(+midnight("2026-02-28") - day), startDates };
  expect(schedule({ ...alliance, policies: [monthly, byDate] }, "2026-08-01")).toEqual([
    "2026-01-31 A",
    "2026-02-28 B",
    "2026-03-05 C",
    "2026-03-20 A",
    "2026-05-31 B",
    "2026-06-30 C",
    "2026-07-31 A",
  ]);
});

test("a seat that joins in mid-round goes to the tail and has its turn in that round", () => {
  const joined = { ...alliance, seats: [...alliance.seats, seat("D", 4, "2026-03-10")] };
  expect(schedule(joined, "2026-10-01").map((term) => term.at(-1))).toEqual([..."ABCDABCDA"]);
  // On the very day of a round's first term it joins the round that has begun.
  const onTheDay = { ...alliance, seats: [...alliance.seats, seat("D", 4, "2026-04-30")] };
  expect(schedule(onTheDay, "2026-10-01").map((term) => term.at(-1))).toEqual([..."ABCABCDAB"]);
});

test("when the chair's seat leaves, the next one acts to the term's end, and then has its own turn", () => {
  const left = { ...alliance, seats: [seat("A", 1), seat("B", 2, "2026-01-31", "2026-03-15"), seat("C", 3)] };
  expect(schedule(left, "2026-07-01")).toEqual([
    "2026-01-31 A",
    "2026-02-28 B",
    "2026-03-15 C ACTING",
    "2026-03-31 C",
    "2026-04-30 A",
    "2026-05-31 C",
    "2026-06-30 A",
  ]);
});

test("while the chair is away the next seat acts; while that is away too, the one after it", () => {
  const at = (text: string) => new Date(`${text}+08:00`);
  const away = {
    ...alliance,
    absences: [
      { seatId: "A", from: at("2026-02-05T09:30"), until: at("2026-02-20T00:00") },
      { seatId: "B", from: at("2026-02-10T00:00"), until: at("2026-03-15T00:00") },
    ],
  };
  expect(schedule(away, "2026-04-01")).toEqual([
    "2026-01-31 A",
    "2026-02-05T09:30:00.000Z B ACTING",
    "2026-02-10 C ACTING",
    "2026-02-20 A",
    // What was said of the term before does not bear on B's own.
    "2026-02-28 B",
    "2026-03-31 C",
  ]);
  const all = ["A", "B", "C"].map((seatId) => ({
    seatId,
    from: midnight("2026-02-05"),
    until: midnight("2026-02-06"),
  }));
  expect(schedule({ ...alliance, absences: all }, "2026-02-28")).toEqual(["2026-01-31 A"]);
});

test("two seats change places in a round, and the next round is as ever", () => {
  const swap = { seatId: "A", withSeatId: "C", round: 2, consentedAt: midnight("2026-02-01") };
  expect(schedule({ ...alliance, swaps: [swap] }, "2026-10-01")).toEqual([
    "2026-01-31 A",
    "2026-02-28 B",
    "2026-03-31 C",
    "2026-04-30 C SWAPPED",
    "2026-05-31 B",
    "2026-06-30 A SWAPPED",
    "2026-07-31 A",
    "2026-08-31 B",
    "2026-09-30 C",
  ]);
  // Consented when one of the turns has begun: too late.
  const late = { ...swap, consentedAt: midnight("2026-04-30") };
  expect(schedule({ ...alliance, swaps: [late] }, "2026-10-01")).toEqual(schedule(alliance, "2026-10-01"));
});

test("a seat keeps the place it got, though the other one leaves", () => {
  const swap = { seatId: "B", withSeatId: "C", round: 1, consentedAt: midnight("2026-02-01") };
  const seats = [seat("A", 1), seat("B", 2), seat("C", 3, "2026-01-31", "2026-03-20")];
  expect(schedule({ ...alliance, seats, swaps: [swap] }, "2026-05-01")).toEqual([
    "2026-01-31 A",
    "2026-02-28 C SWAPPED",
    "2026-03-20 B ACTING",
    "2026-03-31 B SWAPPED",
    "2026-04-30 A",
  ]);
});

test("a skipped turn is spent: the next seat has its turn earlier, and the next round is as ever", () => {
  const skip = { seatId: "B", skippedAt: midnight("2026-02-01") };
  const skipped = { ...alliance, skips: [skip] };
  expect(schedule(skipped, "2026-07-01").map((term) => term.at(-1))).toEqual([..."ACABCA"]);
  const [, second] = termsBetween(skipped, midnight("2026-01-31"), midnight("2026-07-01"));
  expect(second!.turn.passedOver.map(({ seat: { id }, round }) => [id, round])).toEqual([["B", 1]]);
  // When everybody skips, B's turn is next after A's of the second round, given up as well.
  const all = ["A", "B", "C"].map((seatId) => ({ ...skip, seatId }));
  expect(schedule({ ...alliance, skips: all }, "2026-05-01").map((term) => term.at(-1))).toEqual([..."ABCA"]);
});

test("what each seat has had is counted: turns begun, turns given up, times it stood in (R9)", () => {
  const history = {
    ...alliance,
    skips: [{ seatId: "B", skippedAt: midnight("2026-02-01") }],
    absences: [{ seatId: "C", from: midnight("2026-03-05"), until: midnight("2026-03-06") }],
  };
  const start = midnight("2026-02-28");
  expect([...turnCounts(history, new Date(+start - 1)).values()].map(({ taken }) => taken)).toEqual([
    1, 0, 0,
  ]);
  expect(Object.fromEntries(turnCounts(history, midnight("2026-04-29")))).toEqual({
    A: { taken: 2, skipped: 0, acted: 1 },
    B: { taken: 0, skipped: 1, acted: 0 },
    C: { taken: 1, skipped: 0, acted: 0 },
  });
});
