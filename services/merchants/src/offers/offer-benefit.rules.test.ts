import fc from "fast-check";
import { expect, test } from "vitest";
import { MinimumSpendNotMet } from "./offer.errors.ts";
import {
  type Benefit,
  benefitOf,
  columnsOf,
  fixedValueFen,
  savedFen,
  worthOf,
} from "./offer-benefit.rules.ts";

const items = [
  { name: "米线", quantity: 2, unitPriceFen: 1_800 },
  { name: "凉菜", quantity: 1, unitPriceFen: 801 },
];
const benefits = {
  package: { kind: "PACKAGE", items, priceFen: 3_000, worthFen: 4_401 },
  discount: { kind: "DISCOUNT", percentOff: 15, capFen: 2_000 },
  cash: { kind: "CASH", offFen: 600, minimumSpendFen: 3_000 },
  exchange: { kind: "EXCHANGE", priceFen: 100, worthFen: 400 },
  freeService: { kind: "FREE_SERVICE", worthFen: 1_500 },
} as const satisfies Record<string, object>;
const all = Object.values(benefits) as unknown as Benefit[];

test("a package is worth its items, by quantity", () => {
  expect(worthOf(items)).toBe(4_401);
});

test.each([
  ["a package saves what its items cost beyond its price", benefits.package, 0, 1_401],
  ["an exchange saves the worth beyond the price", benefits.exchange, 0, 300],
  ["a free service saves its worth", benefits.freeService, 0, 1_500],
  ["money off saves it from the minimum spend on", benefits.cash, 3_000, 600],
  ["a percentage of nothing is nothing", benefits.discount, 0, 0],
  ["a percentage is rounded down to the fen", benefits.discount, 99, 14],
  ["a percentage just below its cap", benefits.discount, 13_333, 1_999],
  ["a percentage ends at its cap", benefits.discount, 13_334, 2_000],
  ["a percentage does not go beyond its cap", benefits.discount, 1_000_000_000, 2_000],
] as const)("%s (R71)", (_what, benefit, spent, saved) => {
  expect(savedFen(benefit as unknown as Benefit, spent)).toBe(saved);
});

test("money off is refused one fen below the minimum spend, and says what that is", () => {
  const refusal = savedFen(benefits.cash, 2_999);
  expect(refusal).toBeInstanceOf(MinimumSpendNotMet);
  expect(refusal).toMatchObject({ code: "MINIMUM_SPEND_NOT_MET", minimumSpendFen: 3_000 });
});

test("what is reserved at the claim is what is saved at any bill that is high enough; a discount reserves nothing (I4)", () => {
  expect(all.map(fixedValueFen)).toEqual([1_401, null, 600, 300, 1_500]);
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.integer({ min: 3_000, max: 1_000_000_000 }), (benefit, spent) => {
      expect(savedFen(benefit, spent)).toBe(fixedValueFen(benefit) ?? savedFen(benefit, spent));
      // Nobody is paid for using a coupon.
      if (benefit.kind === "DISCOUNT" || benefit.kind === "CASH")
        expect(savedFen(benefit, spent)).toBeLessThanOrEqual(spent);
    }),
  );
});

test("what an offer gives is read from its columns as it was written, and the others are empty", () => {
  for (const benefit of all) expect(benefitOf(columnsOf(benefit))).toEqual(benefit);
  expect(columnsOf(benefits.freeService)).toEqual({
    kind: "FREE_SERVICE",
    items: null,
    priceFen: null,
    worthFen: 1_500,
    percentOff: null,
    capFen: null,
    offFen: null,
    minimumSpendFen: null,
  });
});
