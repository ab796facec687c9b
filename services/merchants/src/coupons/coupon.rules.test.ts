import { expect, test } from "vitest";
import { merchantStates } from "../merchants/merchant.rules.ts";
import { couponStates, effectiveState } from "./coupon.rules.ts";

const from = new Date("2026-11-01T00:00:00Z");
const until = new Date("2026-12-01T00:00:00Z");
const before = (at: Date) => new Date(+at - 1);
const coupon = { state: "ISSUED", useFrom: from, useUntil: until } as const;

test.each([
  ["PENDING", "ACTIVE", before(from)],
  ["EFFECTIVE", "ACTIVE", from],
  ["EFFECTIVE", "ACTIVE", before(until)],
  ["EXPIRED", "ACTIVE", until],
  ["SUSPENDED", "SUSPENDED", before(from)],
  ["SUSPENDED", "CLOSED", before(until)],
  ["EXPIRED", "SUSPENDED", until],
] as const)("an issued coupon is %s at a merchant who is %s, at %s", (state, merchant, at) => {
  expect(effectiveState(coupon, merchant, at)).toBe(state);
});

test.each(couponStates.filter((state) => state !== "ISSUED"))(
  "a coupon that is %s stays so at any time and with any merchant",
  (state) => {
    for (const merchant of merchantStates)
      for (const at of [before(from), from, until])
        expect(effectiveState({ ...coupon, state }, merchant, at)).toBe(state);
  },
);
