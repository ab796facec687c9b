import { expect, test } from "vitest";
import { roomNumber } from "./household.rules.ts";

test.each(["1602", " 1602 ", "１６０２室", "16 02 室"])("%s is one door", (typed) =>
  expect(roomNumber(typed)).toBe("1602"),
);
test.each([
  ["2单元301室", "2单元301"],
  ["a-12b", "A-12B"],
  ["室", ""],
  [" ", ""],
])("%s is %s", (typed, room) => expect(roomNumber(typed)).toBe(room));
