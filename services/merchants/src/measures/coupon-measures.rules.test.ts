import { addUp } from "@linli/measures";
import { expect, test } from "vitest";
import { cellOf, familyOf } from "./coupon-measures.rules.ts";

test.each([
  [5, 0, true],
  [10, 5, true],
  [5, 5, true],
  [4, 0, false],
  [20, 4, false],
  [20, 16, false],
])("of %i who claimed and %i who redeemed: shown is %s", (claimers, redeemers, shown) => {
  const figures = { claimed: claimers, redeemed: redeemers, savedFen: redeemers * 100 };
  const cell = cellOf({ at: { PLACE: "quarter", MONTH: "2026-11" }, claimers, redeemers, ...figures });
  const hidden = { claimed: null, redeemed: null, savedFen: null, people: null };
  expect(addUp([cell], ["PLACE", "MONTH"])).toEqual([
    {
      at: { PLACE: "quarter", MONTH: "2026-11" },
      figures: shown ? { ...figures, people: claimers } : hidden,
      suppressed: !shown,
    },
  ]);
});

test("a table splits by the offer, or by when, or not at all", () => {
  expect(familyOf(["PLACE", "MONTH"])).toBeNull();
  expect(familyOf(["PLACE", "KIND"])).toBe("offer");
  expect(familyOf(["DAY", "MONTH", "WEEK"])).toBe("time");
  expect(familyOf(["MERCHANT_KIND", "KIND"])).toBe("offer");
  expect(familyOf(["DISTRICT", "DAY"])).toMatchObject({ message: expect.any(String) });
  expect(familyOf(["KIND", "DAY"])).toMatchObject({ message: expect.any(String) });
});
