import type { Viewer } from "@linli/passport";
import fc from "fast-check";
import { expect, test } from "vitest";
import { merchantStates } from "../merchants/merchant.rules.ts";
import { NotEligible, OfferNotLive } from "./coupon.errors.ts";
import {
  type ClaimableOffer,
  claimPlace,
  couponStates,
  effectiveState,
  freeOrdinal,
  redeemRefusal,
} from "./coupon.rules.ts";

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

const offer: ClaimableOffer = {
  state: "APPROVED",
  claimFrom: from,
  claimUntil: until,
  placeIds: ["quarter", "elsewhere"],
  merchant: { state: "ACTIVE" },
};
const resident: Viewer = {
  person: "resident",
  age: 14,
  residences: [{ place: "building", within: ["building", "quarter", "community"], tenure: "TENANT" }],
  grants: [],
};

test("whoever lives in or below a place of the offer claims for that place", () => {
  expect(claimPlace(offer, resident, from)).toBe("quarter");
  expect(claimPlace({ ...offer, placeIds: ["building"] }, resident, from)).toBe("building");
  expect(claimPlace(offer, { ...resident, age: null }, from)).toMatchObject({ code: "NOT_ELIGIBLE" });
});

test("of several homes the one that counts is in the offer's places", () => {
  const abroad = { ...resident.residences[0]!, place: "abroad", within: ["abroad"] };
  expect(claimPlace(offer, { ...resident, residences: [abroad, ...resident.residences] }, from)).toBe(
    "quarter",
  );
});

test.each([
  ["is younger than 14", { age: 13 }],
  ["has no verified home", { residences: [] }],
  ["lives above the places", { residences: [{ ...resident.residences[0]!, within: ["community"] }] }],
])("whoever %s may not claim", (_what, given) => {
  expect(claimPlace(offer, { ...resident, ...given }, from)).toBeInstanceOf(NotEligible);
});

test("that an offer is not live is said before who may claim it", () => {
  expect(claimPlace(offer, { ...resident, age: 13 }, until)).toBeInstanceOf(OfferNotLive);
  expect(claimPlace({ ...offer, merchant: { state: "SUSPENDED" } }, resident, from)).toBeInstanceOf(
    OfferNotLive,
  );
});

test("the smallest free ordinal is taken, up to the limit (I2)", () => {
  expect(freeOrdinal([], 1)).toBe(1);
  expect(freeOrdinal([1], 1)).toBeNull();
  expect(freeOrdinal([3, 1], 3)).toBe(2);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 9 })),
      fc.integer({ min: 1, max: 9 }),
      (taken, limit) => {
        const free = freeOrdinal(taken, limit);
        const open = Array.from({ length: limit }, (_, index) => index + 1).filter((n) => !taken.includes(n));
        expect(free).toBe(open[0] ?? null);
      },
    ),
  );
});

test.each([
  ["NOT_STARTED", {}, "ACTIVE", before(from)],
  [null, {}, "ACTIVE", from],
  [null, {}, "ACTIVE", before(until)],
  ["EXPIRED", {}, "ACTIVE", until],
  ["EXPIRED", {}, "SUSPENDED", until],
  ["SUSPENDED", {}, "SUSPENDED", from],
  ["COUPON_VOIDED", { state: "VOIDED" }, "SUSPENDED", before(until)],
  ["COUPON_VOIDED", { state: "RETURNED" }, "ACTIVE", from],
  ["ALREADY_REDEEMED", { state: "REDEEMED", redeemedAt: from }, "SUSPENDED", before(until)],
  ["EXPIRED", { state: "REDEEMED", redeemedAt: from }, "ACTIVE", until],
] as const)("at the till it is %s with %j at a merchant who is %s, at %s", (code, given, merchant, at) => {
  expect(redeemRefusal({ ...coupon, redeemedAt: null, ...given }, merchant, at)?.code ?? null).toBe(code);
});

test("the refusals tell what the till has to know", () => {
  const refusalAt = (at: Date, redeemedAt: Date | null = null) =>
    redeemRefusal({ ...coupon, redeemedAt }, "ACTIVE", at);
  expect(refusalAt(before(from))).toMatchObject({ useFrom: from });
  expect(refusalAt(until)).toMatchObject({ useUntil: until });
  expect(refusalAt(from, from)).toMatchObject({ redeemedAt: from });
});
