import fc from "fast-check";
import { expect, test } from "vitest";
import { extended, wasSuspended } from "./use-window.rules.ts";

const at = (hours: number) => new Date(Date.UTC(2026, 10, 1) + hours * 3_600_000);
const during = (from: number, until: number | null) => ({
  from: at(from),
  until: until === null ? null : at(until),
});
const coupon = { claimedAt: at(10), useFrom: at(0), useUntil: at(100) };
const until = (suspensions: ReturnType<typeof during>[], now = 1_000, given: Partial<typeof coupon> = {}) =>
  (+extended({ ...coupon, ...given }, suspensions, at(now)).useUntil - +at(0)) / 3_600_000;

test.each([
  ["no suspension adds nothing", [], 100],
  ["one adds its length", [during(20, 25)], 105],
  ["several add theirs, in whatever order they are known", [during(50, 60), during(20, 25)], 115],
  ["what was before the claim adds nothing", [during(2, 10)], 100],
  ["of what lasted when it was claimed, the rest counts", [during(2, 12)], 102],
  ["one that begins just before the end adds all of it", [during(99, 149)], 150],
  ["one that begins with the end adds nothing", [during(100, 149)], 100],
  ["one that begins in the time that another added counts as well", [during(90, 110), during(115, 118)], 123],
  ["and not after that time", [during(90, 110), during(120, 130)], 120],
  ["one that ends as it begins adds nothing", [during(20, 20)], 100],
] as const)("%s", (_what, suspensions, end) => {
  expect(until([...suspensions])).toBe(end);
});

test("what was before it could be used adds nothing", () => {
  const later = { useFrom: at(50) };
  expect([until([during(20, 50)], 1_000, later), until([during(20, 51)], 1_000, later)]).toEqual([100, 101]);
});

test("while a suspension lasts the end moves along with the clock, and is never reached", () => {
  expect([20, 30, 500].map((now) => until([during(20, null)], now))).toEqual([100, 110, 580]);
});

test("a coupon is used for as long as was agreed, whatever suspensions there are", () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 12 });
  fc.assert(
    fc.property(times, (given) => {
      const ordered = given.toSorted((one, other) => one - other);
      const suspensions = Array.from({ length: Math.floor(ordered.length / 2) }, (_, index) =>
        during(ordered[2 * index]!, ordered[2 * index + 1]!),
      );
      const end = until(suspensions);
      let usable = 0;
      for (let hour = 10; hour < end; hour++) if (!wasSuspended(suspensions, at(hour))) usable++;
      expect(usable).toBe(90);
    }),
  );
});
