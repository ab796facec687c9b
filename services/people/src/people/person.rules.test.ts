import { expect, test } from "vitest";
import { maskName, maskPhone } from "./person.rules.ts";

test("a masked name keeps its first character, whatever its length", () => {
  expect(maskName("王小明")).toBe("王**");
  expect(maskName("𠮷野")).toBe("𠮷**");
});

test("a masked phone keeps three digits and the last four", () => {
  expect(maskPhone("13800001234")).toBe("138****1234");
  expect(maskPhone("123")).toBe("****");
});
