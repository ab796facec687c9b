import { addUp } from "@linli/measures";
import { expect, test } from "vitest";
import { cellOf } from "./coupon-measures.rules.ts";

test.each([
  [5, 0, true],
  [10, 5, true],
  [5, 5, true],
  [4, 0, false],
  [20, 4, false],
  [20, 16, false],
])("of %i who claimed and %i who redeemed: shown is %s", (claimers, redeemers, shown) => {
  const figures = { claimed: claimers, redeemed: redeemers, savedFen: redeemers * 100 };
  const cell = cellOf({ placeId: "quarter", month: "2026-11", claimers, redeemers, ...figures });
  const hidden = { claimed: null, redeemed: null, savedFen: null };
  expect(addUp([cell], ["PLACE", "MONTH"])).toEqual([
    {
      at: { PLACE: "quarter", MONTH: "2026-11" },
      figures: shown ? figures : hidden,
      suppressed: !shown,
    },
  ]);
});
