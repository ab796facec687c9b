import fc from "fast-check";
import { expect, test } from "vitest";
import { timeOf, isOpen, openingBetween, overlap, type Timetable, timetable } from "./opening-hours.rules.ts";

const at = (time: string) => new Date(`${time}+08:00`);
const justBefore = (time: string) => new Date(+at(time) - 1);
const monday = "2026-11-23";
const tuesday = "2026-11-24";

/** Mornings and nights of Mondays, and a Tuesday that is closed. */
const bar: Timetable = {
  hours: [
    { weekday: "MONDAY", ...openingBetween("08:00", "11:30") },
    { weekday: "MONDAY", ...openingBetween("18:00", "02:00") },
    { weekday: "TUESDAY", ...openingBetween("00:00", "24:00") },
  ],
  exceptions: [],
};

test("a shop opens at the first minute of an opening and is closed at its last", () => {
  const instants = [
    justBefore(`${monday}T08:00`),
    at(`${monday}T08:00`),
    justBefore(`${monday}T11:30`),
    at(`${monday}T11:30`),
    justBefore(`${monday}T18:00`),
    at(`${monday}T18:00`),
  ];
  expect(instants.map((instant) => isOpen(bar, instant))).toEqual([false, true, true, false, false, true]);
});

test("an opening over midnight goes on into the next day, whatever that day's own hours are", () => {
  const closedTuesday = { ...bar, exceptions: [{ on: tuesday, openings: [] }] };
  expect(isOpen(closedTuesday, justBefore(`${tuesday}T02:00`))).toBe(true);
  expect(isOpen(closedTuesday, at(`${tuesday}T02:00`))).toBe(false);
  expect(isOpen(bar, at(`${tuesday}T02:00`))).toBe(true);
  expect(isOpen(bar, justBefore("2026-11-25T00:00"))).toBe(true);
  expect(isOpen(bar, at("2026-11-25T00:00"))).toBe(false);
});

test("a day with hours of its own has no others", () => {
  const holiday = { ...bar, exceptions: [{ on: monday, openings: [openingBetween("10:00", "12:00")] }] };
  expect(isOpen(holiday, at(`${monday}T09:00`))).toBe(false);
  expect(isOpen(holiday, at(`${monday}T11:45`))).toBe(true);
  expect(isOpen(holiday, at(`${monday}T19:00`))).toBe(false);
  // The Monday after is as ever.
  expect(isOpen(holiday, at("2026-11-30T09:00"))).toBe(true);
});

test("a shop that has said no hours is neither open nor closed", () => {
  expect(isOpen({ hours: [], exceptions: [] }, at(`${monday}T09:00`))).toBeNull();
  const night = { hours: [], exceptions: [{ on: monday, openings: [openingBetween("18:00", "02:00")] }] };
  const instants = [`${monday}T17:59`, `${monday}T18:00`, `${tuesday}T01:59`, `${tuesday}T02:00`];
  expect(instants.map((instant) => isOpen(night, at(instant)))).toEqual([false, true, true, null]);
  expect(isOpen({ hours: [], exceptions: [{ on: monday, openings: [] }] }, at(`${monday}T09:00`))).toBe(
    false,
  );
});

test("times come out as they went in, and an opening lasts a minute to a day", () => {
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
  fc.assert(
    fc.property(time, time, (a, b) => {
      const [opens, closes] = [a, b].map(([hour, minute]) => timeOf(hour * 60 + minute)) as [string, string];
      const opening = openingBetween(opens, closes);
      const lasts = opening.closesMinute - opening.opensMinute;
      expect(lasts).toBeGreaterThan(0);
      expect(lasts).toBeLessThanOrEqual(1_440);
      expect(timeOf(opening.opensMinute)).toBe(opens);
      expect(timeOf(opening.closesMinute).replace("24:00", "00:00")).toBe(closes);
    }),
  );
});

test("openings of a day overlap or follow each other", () => {
  const [early, late] = [openingBetween("08:00", "12:00"), openingBetween("12:00", "18:00")];
  expect(overlap([late, early])).toBe(false);
  expect(overlap([early, openingBetween("11:59", "13:00")])).toBe(true);
});

test("rows of a day that is closed make a day without openings", () => {
  const rows = {
    hours: [],
    exceptions: [
      { on: monday, opensMinute: null, closesMinute: null },
      { on: tuesday, opensMinute: 60, closesMinute: 120 },
      { on: tuesday, opensMinute: 180, closesMinute: 240 },
    ],
  };
  expect(timetable(rows).exceptions).toEqual([
    { on: monday, openings: [] },
    {
      on: tuesday,
      openings: [
        { opensMinute: 60, closesMinute: 120 },
        { opensMinute: 180, closesMinute: 240 },
      ],
    },
  ]);
});
