import { expect, test } from "vitest";
import { clockTime, clockTimePattern, isUsableAt, minuteOf, type UsableTimes } from "./usable-times.rules.ts";

const always: UsableTimes = { usableDays: null, usableFromMinute: null, usableUntilMinute: null };
// 2026-11-23 is a Monday in Shanghai.
const monday = (time: string) => new Date(`2026-11-23T${time}+08:00`);

test("without days and hours a coupon can be used at any time", () => {
  expect([monday("00:00:00"), monday("23:59:59.999")].map((at) => isUsableAt(always, at))).toEqual([
    true,
    true,
  ]);
});

test("a day is one of Shanghai's, from its midnight to the next", () => {
  const mondays = (at: Date) => isUsableAt({ ...always, usableDays: ["MONDAY"] }, at);
  const before = new Date(+monday("00:00:00") - 1);
  const after = new Date(+monday("00:00:00") + 86_400_000);
  expect([before, monday("00:00:00"), new Date(+after - 1), after].map(mondays)).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isUsableAt({ ...always, usableDays: ["SUNDAY"] }, before)).toBe(true);
});

test("hours are half-open", () => {
  const lunch = (at: Date) =>
    isUsableAt({ ...always, usableFromMinute: minuteOf("11:30"), usableUntilMinute: minuteOf("14:00") }, at);
  const times = ["11:29:59.999", "11:30:00", "13:59:59.999", "14:00:00"];
  expect(times.map((time) => lunch(monday(time)))).toEqual([false, true, true, false]);
  const evening = { ...always, usableFromMinute: minuteOf("18:00"), usableUntilMinute: minuteOf("24:00") };
  expect(isUsableAt(evening, monday("23:59:59.999"))).toBe(true);
});

test("times of the day are read and written alike, and nothing else is one", () => {
  for (const time of ["00:00", "09:05", "23:59", "24:00"]) {
    expect(time).toMatch(clockTimePattern);
    expect(clockTime(minuteOf(time))).toBe(time);
  }
  for (const text of ["", "9:05", "24:01", "25:00", "12:60", "12:00\n", "noon"])
    expect(text).not.toMatch(clockTimePattern);
});
