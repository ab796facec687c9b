import { expect, test } from "vitest";
import type { TermsSnapshot } from "../offers/terms-snapshot.rules.ts";
import { type AtTheTill, redeem, reversalRefusal } from "./redemption.rules.ts";

const from = new Date("2026-11-01T00:00:00Z");
const until = new Date("2026-12-01T00:00:00Z");
const before = (at: Date) => new Date(+at - 1);
const terms = { title: "券", terms: "券", usableDays: null, usableFromMinute: null, usableUntilMinute: null };
const cash: TermsSnapshot = { ...terms, kind: "CASH", offFen: 500, minimumSpendFen: 3_000 };
const discount: TermsSnapshot = { ...terms, kind: "DISCOUNT", percentOff: 15, capFen: 2_000 };
// Closed at any hour of the tests, which are all at 8:00 in Shanghai or just before.
const evening: TermsSnapshot = { ...cash, usableFromMinute: 20 * 60, usableUntilMinute: 22 * 60 };

const good: AtTheTill = {
  coupon: { state: "ISSUED", useFrom: from, useUntil: until, snapshot: cash },
  merchant: "ACTIVE",
  budgetLeftFen: null,
  redeemedAt: null,
  spentFen: 3_000,
};
const coupon = (given: Partial<AtTheTill["coupon"]>) => ({ coupon: { ...good.coupon, ...given } });
const used = { ...coupon({ state: "REDEEMED" }), redeemedAt: from };

test.each([
  ["NOT_STARTED", before(from), { ...used, merchant: "SUSPENDED", spentFen: 0 }],
  [500, from, {}],
  [500, before(until), {}],
  ["EXPIRED", until, { ...used, merchant: "SUSPENDED", spentFen: 0 }],
  ["OUTSIDE_USABLE_TIMES", from, { ...coupon({ snapshot: evening }), merchant: "SUSPENDED", spentFen: 0 }],
  ["SUSPENDED", from, { ...used, merchant: "SUSPENDED", spentFen: 0 }],
  ["SUSPENDED", from, { merchant: "CLOSED" }],
  ["MINIMUM_SPEND_NOT_MET", from, { ...used, spentFen: 2_999, budgetLeftFen: 0 }],
  ["BUDGET_EXHAUSTED", from, { ...used, budgetLeftFen: 499 }],
  [500, from, { budgetLeftFen: 500 }],
  ["ALREADY_REDEEMED", from, used],
  ["COUPON_VOIDED", from, coupon({ state: "VOIDED" })],
  ["COUPON_VOIDED", from, coupon({ state: "RETURNED" })],
] as const)("the first guard that fails speaks, in their order: %s at %s with %o", (answer, at, given) => {
  const outcome = redeem({ ...good, ...(given as Partial<AtTheTill>) }, at);
  expect(typeof outcome === "number" ? outcome : outcome.code).toBe(answer);
});

test("the refusals tell what the till has to know", () => {
  expect(redeem(good, before(from))).toMatchObject({ useFrom: from });
  expect(redeem(good, until)).toMatchObject({ useUntil: until });
  expect(redeem({ ...good, ...used }, from)).toMatchObject({ redeemedAt: from });
  expect(redeem({ ...good, spentFen: 0 }, from)).toMatchObject({ minimumSpendFen: 3_000 });
});

test("of a bill that is partly covered the coupon saves what its terms say", () => {
  const saves = (spentFen: number) => redeem({ ...good, ...coupon({ snapshot: discount }), spentFen }, from);
  expect([0, 99, 9_999, 13_334, 1_000_000].map(saves)).toEqual([0, 14, 1_499, 2_000, 2_000]);
});

const day = 86_400_000;
const redemption = { staffId: "cashier", receivedAt: from, reversedAt: null };
const at = (ms: number) => new Date(+from + ms);
test.each([
  [null, "owner", false, at(day - 1), {}],
  ["REVERSAL_TOO_LATE", "owner", false, at(day), {}],
  [null, "admin", true, at(day), {}],
  ["OWN_REDEMPTION", "cashier", false, at(0), {}],
  ["OWN_REDEMPTION", "cashier", true, at(day), {}],
  ["REDEMPTION_REVERSED", "cashier", false, at(day), { reversedAt: from }],
] as const)(
  "a reversal is refused with %s to the %s (of the platform: %s) at %s",
  (code, person, isPlatform, when, given) => {
    const refusal = reversalRefusal({ ...redemption, ...given }, { person, isPlatform }, when);
    expect(refusal?.code ?? null).toBe(code);
  },
);
