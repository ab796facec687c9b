import { expect, test } from "vitest";
import { OfferNotSubmittable } from "./offer.errors.ts";
import { isClaimable, type OfferClock, offerState, storedOfferStates, submittable } from "./offer.rules.ts";

const from = new Date("2026-11-01T00:00:00Z");
const until = new Date("2026-12-01T00:00:00Z");
const before = (at: Date) => new Date(+at - 1);
const offer: OfferClock = { state: "APPROVED", claimFrom: from, claimUntil: until, remaining: 1 };

test.each([
  ["SCHEDULED", before(from), {}],
  ["LIVE", from, {}],
  ["LIVE", before(until), {}],
  ["ENDED", until, {}],
  ["ENDED", from, { remaining: 0 }],
  ["PAUSED", before(from), { state: "PAUSED" }],
  ["PAUSED", before(until), { state: "PAUSED" }],
  ["ENDED", until, { state: "PAUSED" }],
  ["DRAFT", until, { state: "DRAFT" }],
  ["SUBMITTED", from, { state: "SUBMITTED" }],
  ["REJECTED", from, { state: "REJECTED" }],
  ["TERMINATED", until, { state: "TERMINATED" }],
] as const)("it is %s at %s with %j", (state, at, given) => {
  expect(offerState({ ...offer, ...given }, "ACTIVE", at)).toBe(state);
});

test("coupons can be claimed from claimFrom until just before claimUntil, whatever the stock", () => {
  const claimableAt = (at: Date) => isClaimable(offer, at);
  expect([before(from), from, before(until), until].map(claimableAt)).toEqual([false, true, true, false]);
});

test("coupons can be claimed of an approved offer alone", () => {
  const states = storedOfferStates.filter((state) => isClaimable({ ...offer, state }, from));
  expect(states).toEqual(["APPROVED"]);
});

test("an offer goes to review with terms, and while there is time left for claiming", () => {
  const draft = { ...offer, state: "DRAFT", terms: "每人一份" } as const;
  expect(submittable(draft, before(until))).toBeNull();
  expect(submittable(draft, until)).toBeInstanceOf(OfferNotSubmittable);
  expect(submittable({ ...draft, terms: " \n" }, from)).toBeInstanceOf(OfferNotSubmittable);
});
