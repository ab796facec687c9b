import { expect, test } from "vitest";
import { compareSamples, tryBoth } from "./codes.ts";

test("the statistic of ranks is that of the books", () => {
  // Mann and Whitney by hand: u = 2 of 4 × 5, without ties.
  const { z, auc } = compareSamples([1, 2, 4, 5], [3, 6, 7, 8, 9]);
  expect(auc).toBeCloseTo(2 / 20);
  expect(z).toBeCloseTo((2 - 10) / Math.sqrt((20 * 10) / 12));
  expect(compareSamples([1, 2, 3], [1, 2, 3])).toEqual({ z: 0, auc: 0.5 });
});

test("each kind is tried as often, in turn at random", async () => {
  const order: string[] = [];
  const attempt = (name: string) => async () => void order.push(name);
  const times = await tryBoth({ unknown: attempt("u"), foreign: attempt("f") }, { each: 50, warmUp: 1 });
  expect([times.unknown.length, times.foreign.length, order.length]).toEqual([50, 50, 102]);
  expect(order.slice(2, 52).join("")).toMatch(/uf|fu/);
});
