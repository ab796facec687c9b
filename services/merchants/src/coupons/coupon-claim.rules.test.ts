import type { Viewer } from "@linli/passport";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ClaimFacts, claimTerms, consentVersion, freeOrdinal } from "./coupon-claim.rules.ts";

const from = new Date("2026-11-01T00:00:00Z");
const until = new Date("2026-12-01T00:00:00Z");
const before = (at: Date) => new Date(+at - 1);
const facts: ClaimFacts = {
  offer: {
    state: "APPROVED",
    claimFrom: from,
    claimUntil: until,
    limitPerPerson: 2,
    dailyLimit: 5,
    minAge: null,
    maxAge: null,
    minVolunteerHours: null,
  },
  merchant: { state: "ACTIVE" },
  placeIds: ["quarter", "elsewhere"],
  remaining: 1,
  claimedThatDay: 4,
  claimant: { consentVersion, volunteerMinutes: 0, taken: [1] },
};
const resident: Viewer = {
  person: "resident",
  age: 14,
  residences: [{ place: "building", within: ["building", "quarter", "community"], tenure: "TENANT" }],
  grants: [],
};

test("whoever lives in or below a place of the offer claims for that place", () => {
  expect(claimTerms(facts, resident, from)).toEqual({ placeId: "quarter", ordinal: 2 });
  expect(claimTerms(facts, resident, before(until))).toEqual({ placeId: "quarter", ordinal: 2 });
  expect(claimTerms({ ...facts, placeIds: ["building"] }, resident, from)).toMatchObject({
    placeId: "building",
  });
});

test("of several homes the one that counts is in the offer's places", () => {
  const abroad = { ...resident.residences[0]!, place: "abroad", within: ["abroad"] };
  const terms = claimTerms(facts, { ...resident, residences: [abroad, ...resident.residences] }, from);
  expect(terms).toMatchObject({ placeId: "quarter" });
});

// Each lacks one thing more than the one after it, and is told of the first.
const lacks: [code: string, reason: string | null, facts: object, viewer: object, at: Date][] = [
  ["CONSENT_REQUIRED", null, { claimant: { ...facts.claimant, consentVersion: null } }, {}, until],
  ["OFFER_NOT_LIVE", null, {}, {}, until],
  ["OFFER_NOT_LIVE", null, { offer: { ...facts.offer, state: "PAUSED" } }, {}, from],
  ["OFFER_NOT_LIVE", null, {}, {}, before(from)],
  ["MERCHANT_NOT_ACTIVE", null, { merchant: { state: "SUSPENDED" } }, {}, from],
  ["NOT_ELIGIBLE", "PLACE", {}, { residences: [] }, from],
  ["NOT_ELIGIBLE", "PLACE", { placeIds: ["room"] }, {}, from],
  ["NOT_ELIGIBLE", "AGE", {}, { age: 13 }, from],
  ["NOT_ELIGIBLE", "AGE", {}, { age: null }, from],
  ["LIMIT_REACHED", null, { claimant: { ...facts.claimant, taken: [1, 2] } }, {}, from],
  ["SOLD_OUT", null, { remaining: 0, claimedThatDay: 5 }, {}, from],
  ["DAILY_LIMIT_REACHED", null, { claimedThatDay: 5 }, {}, from],
];

test("each guard has its own refusal, and the first that fails is told", () => {
  const told = lacks.map(([, , given, who, at]) =>
    claimTerms({ ...facts, ...given }, { ...resident, ...who }, at),
  );
  expect(told).toMatchObject(lacks.map(([code, reason]) => ({ code, ...(reason && { reason }) })));
  for (let first = 0; first < lacks.length; first++) {
    const [code, , , , at] = lacks[first]!;
    const all = lacks.slice(first).toReversed();
    const given = Object.assign({}, facts, ...all.map(([, , one]) => one)) as ClaimFacts;
    const who = Object.assign({}, resident, ...all.map(([, , , one]) => one)) as Viewer;
    expect(claimTerms(given, who, at)).toMatchObject({ code });
  }
});

test.each([
  [15, null, [16, 15], [14, null]],
  [null, 20, [14, 20], [13, 21]],
  [60, 60, [60], [59, 61]],
])("with ages from %s to %s, %j may claim and %j may not (R72)", (minAge, maxAge, may, mayNot) => {
  const claims = (age: number | null) =>
    claimTerms({ ...facts, offer: { ...facts.offer, minAge, maxAge } }, { ...resident, age }, from);
  for (const age of may) expect(claims(age)).toMatchObject({ placeId: "quarter" });
  for (const age of mayNot) expect(claims(age)).toMatchObject({ code: "NOT_ELIGIBLE", reason: "AGE" });
});

test("volunteer hours are a condition that a minute less does not meet", () => {
  const claims = (volunteerMinutes: number) =>
    claimTerms(
      {
        ...facts,
        offer: { ...facts.offer, minVolunteerHours: 8 },
        claimant: { ...facts.claimant, volunteerMinutes },
      },
      resident,
      from,
    );
  expect(claims(480)).toMatchObject({ placeId: "quarter" });
  expect(claims(479)).toMatchObject({ code: "NOT_ELIGIBLE", reason: "VOLUNTEER_HOURS" });
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
