import { expect, test } from "vitest";
import { fixedId, random } from "./index.ts";

const draw = (seed: string) => {
  const dice = random(seed);
  return Array.from({ length: 20 }, () => dice.next());
};

test("one seed, one run of chance; another seed, another", () => {
  expect(draw("a")).toEqual(draw("a"));
  expect(draw("a")).not.toEqual(draw("b"));
});

test("whole numbers reach both ends and go no further; chance is about as likely as said", () => {
  const dice = random("dice");
  const rolls = Array.from({ length: 6000 }, () => dice.integer(1, 6));
  expect([...new Set(rolls)].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  const hits = rolls.filter(() => dice.chance(0.25)).length;
  expect(hits).toBeGreaterThan(1300);
  expect(hits).toBeLessThan(1700);
});

test("a shuffle keeps every item and leaves the list alone", () => {
  const list = [1, 2, 3, 4, 5, 6, 7, 8];
  const shuffled = random("cards").shuffle(list);
  expect(shuffled).not.toEqual(list);
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(list);
  expect(list).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(() => random("none").pick([])).toThrow("nothing to pick");
});

test("a name has one id", () => {
  expect(fixedId("place:panlong")).toBe(fixedId("place:panlong"));
  expect(fixedId("place:panlong")).not.toBe(fixedId("place:libuga"));
});
