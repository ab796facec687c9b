import { expect, test } from "vitest";
import { type StaffMember, works } from "./merchant.rules.ts";

const from = new Date("2026-11-01T00:00:00Z");
const until = new Date("2026-12-01T00:00:00Z");
const before = (at: Date) => new Date(+at - 1);
const cashier: StaffMember = { role: "CASHIER", outletId: "here", from, until };

test("somebody works from the first instant until just before the last", () => {
  const worksAt = (at: Date) => works([cashier], ["CASHIER"], at);
  expect([before(from), from, before(until), until].map(worksAt)).toEqual([false, true, true, false]);
  expect(works([{ ...cashier, until: null }], ["CASHIER"], until)).toBe(true);
});

test("somebody works in the roles and at the outlet of the entry", () => {
  expect(works([cashier], ["OWNER", "EDITOR"], from)).toBe(false);
  expect(works([cashier], ["CASHIER"], from, "here")).toBe(true);
  expect(works([cashier], ["CASHIER"], from, "there")).toBe(false);
  expect(works([{ ...cashier, outletId: null }], ["CASHIER"], from, "there")).toBe(true);
  expect(works([], ["CASHIER"], from)).toBe(false);
});

test("two entries do not add up to a right that neither gives", () => {
  const formerEditor: StaffMember = { role: "EDITOR", outletId: null, from, until: from };
  expect(works([cashier, formerEditor], ["EDITOR"], from)).toBe(false);
  expect(works([cashier, formerEditor], ["CASHIER"], from, "there")).toBe(false);
});
