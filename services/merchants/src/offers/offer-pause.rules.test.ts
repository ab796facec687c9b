import { expect, test } from "vitest";
import { pauseRefusal, resumeRefusal } from "./offer-pause.rules.ts";
import { storedOfferStates } from "./offer.rules.ts";

const from = new Date("2026-11-01T00:00:00Z");
const until = new Date("2026-12-01T00:00:00Z");
const before = (at: Date) => new Date(+at - 1);
const live = { state: "APPROVED", claimFrom: from, claimUntil: until, remaining: 1, heldBy: null } as const;
const everybody = [null, "REVIEWER", "PLATFORM"] as const;

test("what is approved is paused by any of them, before and while it is live, and not when it is over", () => {
  for (const by of everybody) {
    expect([before(from), before(until)].map((at) => pauseRefusal(live, by, at))).toEqual([null, null]);
    expect(pauseRefusal(live, by, until)).toMatchObject({ state: "ENDED" });
    expect(pauseRefusal({ ...live, remaining: 0 }, by, from)).toMatchObject({ state: "ENDED" });
    for (const state of storedOfferStates.filter((one) => one !== "APPROVED" && one !== "PAUSED"))
      expect(pauseRefusal({ ...live, state }, by, from)).toMatchObject({ state });
  }
});

// Rows: who holds it (null: the merchant). Columns: the merchant, a reviewer, the platform.
test.each([
  [null, ["WRONG_OFFER_STATE", null, null], [null, null, null]],
  ["REVIEWER", ["WRONG_OFFER_STATE", "WRONG_OFFER_STATE", null], ["PAUSED_BY_OTHERS", null, null]],
  [
    "PLATFORM",
    ["WRONG_OFFER_STATE", "WRONG_OFFER_STATE", "WRONG_OFFER_STATE"],
    ["PAUSED_BY_OTHERS", "PAUSED_BY_OTHERS", null],
  ],
] as const)(
  "what %s holds is paused again by the stronger and resumed by no weaker",
  (heldBy, pausing, resuming) => {
    const paused = { ...live, state: "PAUSED", heldBy } as const;
    expect(everybody.map((by) => pauseRefusal(paused, by, from)?.code ?? null)).toEqual(pausing);
    expect(everybody.map((by) => resumeRefusal(paused, by, from)?.code ?? null)).toEqual(resuming);
  },
);

test("only what is paused and not over is resumed", () => {
  expect(resumeRefusal({ ...live, state: "PAUSED" }, null, before(until))).toBeNull();
  expect(resumeRefusal({ ...live, state: "PAUSED" }, null, until)).toMatchObject({ state: "ENDED" });
  for (const state of storedOfferStates.filter((one) => one !== "PAUSED"))
    expect(resumeRefusal({ ...live, state }, "PLATFORM", from)).toMatchObject({ state });
});
