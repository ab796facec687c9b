import { expect, test } from "vitest";
import { isUuid, uuidv7 } from "./ids.ts";

test("new ids are uuids that sort by their time", () => {
  const ids = [1, 2 ** 20, 2 ** 40].map((at) => uuidv7(at));
  expect(ids.every(isUuid)).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(uuidv7()[14]).toBe("7");
});

test.each(["", "42", "not-a-uuid", "00000000-0000-0000-0000-00000000000", null, 7, "' or 1=1 --"])(
  "%s is no id",
  (value) => expect(isUuid(value)).toBe(false),
);
