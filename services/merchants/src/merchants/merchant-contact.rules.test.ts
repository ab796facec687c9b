import { expect, test } from "vitest";
import { maskContact } from "./merchant-contact.rules.ts";

test.each([
  ["13812341234", "138****1234"],
  ["店内座机 0876-0000001，王老板 138 1234 1234", "店内座机 087****0001，王老板 138****1234"],
  ["+86 (138) 1234-1234", "+861****1234"],
  ["２１２３４５６", "****３４５６"],
  ["盘龙路9号，8:30 至 20:00", "盘龙路9号，8:30 至 20:00"],
])("%s shows as %s", (contact, shown) => expect(maskContact(contact)).toBe(shown));
