import { expect, test } from "vitest";
import {
  merchantStates,
  type MerchantStep,
  type StaffMember,
  findWork,
  transition,
} from "./merchant.rules.ts";

const from = new Date("2026-11-01T00:00:00Z");
const until = new Date("2026-12-01T00:00:00Z");
const before = (at: Date) => new Date(+at - 1);
const cashier: StaffMember = { role: "CASHIER", outletId: "here", from, until };

test("somebody works from the first instant until just before the last", () => {
  const worksAt = (at: Date) => findWork([cashier], ["CASHIER"], at) !== undefined;
  expect([before(from), from, before(until), until].map(worksAt)).toEqual([false, true, true, false]);
  expect(findWork([{ ...cashier, until: null }], ["CASHIER"], until)).toBeDefined();
});

test("somebody works in the roles and at the outlet of the entry", () => {
  expect(findWork([cashier], ["OWNER", "EDITOR"], from)).toBeUndefined();
  expect(findWork([cashier], ["CASHIER"], from, "here")).toBeDefined();
  expect(findWork([cashier], ["CASHIER"], from, "there")).toBeUndefined();
  expect(findWork([{ ...cashier, outletId: null }], ["CASHIER"], from, "there")).toBeDefined();
  expect(findWork([], ["CASHIER"], from)).toBeUndefined();
});

test("two entries do not add up to a right that neither gives", () => {
  const formerEditor: StaffMember = { role: "EDITOR", outletId: null, from, until: from };
  expect(findWork([cashier, formerEditor], ["EDITOR"], from)).toBeUndefined();
  expect(findWork([cashier, formerEditor], ["CASHIER"], from, "there")).toBeUndefined();
});

test("each state takes its own steps and refuses all others", () => {
  const leads = (step: MerchantStep) =>
    merchantStates.map((state) => {
      const next = transition(state, step);
      return next instanceof Error ? "–" : next;
    });
  expect(merchantStates).toEqual(["APPLIED", "REJECTED", "ACTIVE", "SUSPENDED", "CLOSED"]);
  expect(leads("applyAgain")).toEqual(["–", "APPLIED", "–", "–", "–"]);
  expect(leads("approve")).toEqual(["ACTIVE", "–", "–", "–", "–"]);
  expect(leads("reject")).toEqual(["REJECTED", "–", "–", "–", "–"]);
  expect(leads("suspend")).toEqual(["–", "–", "SUSPENDED", "–", "–"]);
  expect(leads("resume")).toEqual(["–", "–", "–", "ACTIVE", "–"]);
  expect(leads("close")).toEqual(["CLOSED", "CLOSED", "CLOSED", "CLOSED", "–"]);
});
