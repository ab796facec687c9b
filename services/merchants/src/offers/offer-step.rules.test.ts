import { expect, test } from "vitest";
import { WrongOfferState } from "./offer.errors.ts";
import { storedOfferStates } from "./offer.rules.ts";
import { editRefusal, hasEnded, type OfferStep, supplyRefusal, transition } from "./offer-step.rules.ts";

const from = new Date("2026-11-01T00:00:00Z");
const until = new Date("2026-12-01T00:00:00Z");
const before = (at: Date) => new Date(+at - 1);
const offer = { state: "APPROVED", claimFrom: from, claimUntil: until, remaining: 1 } as const;

const steps: Record<OfferStep, object> = {
  SUBMIT: { DRAFT: "SUBMITTED", REJECTED: "SUBMITTED" },
  WITHDRAW: { SUBMITTED: "DRAFT" },
  APPROVE: { SUBMITTED: "APPROVED" },
  REJECT: { SUBMITTED: "REJECTED" },
  EDIT: { DRAFT: "DRAFT", SUBMITTED: "DRAFT", REJECTED: "DRAFT", APPROVED: "DRAFT" },
  PAUSE: { APPROVED: "PAUSED", PAUSED: "PAUSED" },
  RESUME: { PAUSED: "APPROVED" },
  TERMINATE: { APPROVED: "TERMINATED", PAUSED: "TERMINATED" },
};
test.each(Object.keys(steps) as OfferStep[])("%s leads from its own states alone", (step) => {
  const taken = storedOfferStates.flatMap((state) => {
    const next = transition(state, step);
    if (next instanceof WrongOfferState) expect(next.state).toBe(state);
    return next instanceof Error ? [] : [[state, next]];
  });
  expect(Object.fromEntries(taken)).toEqual(steps[step]);
});

test.each([
  ["DRAFT", until, null],
  ["SUBMITTED", until, null],
  ["REJECTED", until, null],
  ["APPROVED", before(from), null],
  ["APPROVED", from, "TERMS_FIXED"],
  ["APPROVED", until, "TERMS_FIXED"],
  ["PAUSED", before(from), "WRONG_OFFER_STATE"],
  ["PAUSED", from, "TERMS_FIXED"],
  ["TERMINATED", before(from), "WRONG_OFFER_STATE"],
] as const)("an edit of what is %s at %s is answered with %s", (state, at, code) => {
  expect(editRefusal({ ...offer, state }, at)?.code ?? null).toBe(code);
});

test("what passed review ends with its clock or with its stock, whichever comes first", () => {
  expect([before(until), until].map((at) => hasEnded(offer, at))).toEqual([false, true]);
  expect(hasEnded({ ...offer, remaining: 0 }, from)).toBe(true);
  for (const state of storedOfferStates.filter((one) => one !== "APPROVED" && one !== "PAUSED"))
    expect(hasEnded({ ...offer, state }, until)).toBe(false);
});

test("stock and budget change from review until the end", () => {
  const told = (state: (typeof storedOfferStates)[number], at: Date) =>
    supplyRefusal({ ...offer, state }, at)?.state ?? null;
  expect(storedOfferStates.map((state) => told(state, before(until)))).toEqual([
    "DRAFT",
    "SUBMITTED",
    "REJECTED",
    null,
    null,
    "TERMINATED",
  ]);
  expect([told("APPROVED", until), told("PAUSED", until)]).toEqual(["ENDED", "ENDED"]);
  expect(supplyRefusal({ ...offer, remaining: 0 }, from)).toMatchObject({ state: "ENDED" });
});
