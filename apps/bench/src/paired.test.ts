import { expect, test } from "vitest";
import { median, paired, ratio } from "./paired.ts";

test("the median is the middle, or between the two in the middle", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 6])).toBe(5.5);
});

test("a ratio is of runs that stood beside each other", () => {
  expect(ratio({ small: [1, 10, 1], large: [2, 20, 100] })).toBe(2);
});

test("both run in turn, each as often, each first now and then", async () => {
  const order: string[] = [];
  const log = (name: string) => async () => void order.push(name);
  const times = await paired(log("small"), log("large"), { runs: 2, warmUp: 1 });
  expect(order).toEqual(["large", "small", "small", "large", "large", "small"]);
  expect([times.small.length, times.large.length]).toEqual([2, 2]);
});
