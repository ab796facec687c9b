import { expect, test } from "vitest";
import { addMonths, ageOn, birthdayOf, contains, dateIn, midnight } from "./time.ts";

test("an interval holds its start and not its end", () => {
  const from = new Date("2026-11-01T00:00:00Z");
  const until = new Date("2026-12-01T00:00:00Z");
  expect(contains({ from, until }, from)).toBe(true);
  expect(contains({ from, until }, new Date(+until - 1))).toBe(true);
  expect(contains({ from, until }, until)).toBe(false);
  expect(contains({ from, until: null }, until)).toBe(true);
});

test("the business date turns at midnight in Shanghai", () => {
  expect(dateIn(new Date("2026-11-22T15:59:59Z"))).toBe("2026-11-22");
  expect(dateIn(new Date("2026-11-22T16:00:00Z"))).toBe("2026-11-23");
  expect(midnight("2026-11-23")).toEqual(new Date("2026-11-22T16:00:00Z"));
});

test.each([
  ["1981-11-23", "2026-11-22", 44],
  ["1981-11-23", "2026-11-23", 45],
  ["1980-02-29", "2026-02-28", 45],
  ["1980-02-29", "2026-03-01", 46],
  ["1980-02-29", "2028-02-29", 48],
])("born on %s, on %s one is %i", (birthDate, date, age) => {
  expect(ageOn(birthDate, date)).toBe(age);
});

test.each([
  ["2026-01-31", 1, "2026-02-28"],
  ["2028-01-31", 1, "2028-02-29"],
  ["2026-11-23", 36, "2029-11-23"],
  ["2026-12-31", -1, "2026-11-30"],
  ["2026-03-31", -13, "2025-02-28"],
])("%s and %i months is %s", (date, months, then) => {
  expect(addMonths(date, months)).toBe(then);
});

test.each([
  ["1981-11-23", 46, "2027-11-23"],
  ["2012-02-29", 14, "2026-03-01"],
  ["2012-02-29", 16, "2028-02-29"],
])("born on %s one is %i on %s, and not a day before", (birthDate, age, date) => {
  expect(birthdayOf(birthDate, age)).toBe(date);
  expect(ageOn(birthDate, date)).toBe(age);
  expect(ageOn(birthDate, new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10))).toBe(age - 1);
});
