import fc from "fast-check";
import { expect, test } from "vitest";
import { addUp, type CouponFigures, type MeasureDimension } from "./coupon-measures.rules.ts";
import { isShown } from "./suppression.rules.ts";

test.each([
  [5, 0, true],
  [10, 5, true],
  [5, 5, true],
  [4, 0, false],
  [20, 4, false],
  [20, 16, false],
])("of %i who claimed and %i who redeemed: shown is %s", (claimers, redeemers, shown) => {
  expect(isShown({ claimers, redeemers })).toBe(shown);
});

const figures = (placeId: string, month: string, claimers: number): CouponFigures => ({
  placeId,
  month,
  claimers,
  redeemers: claimers,
  claimed: claimers,
  redeemed: claimers,
  savedFen: claimers * 100,
});

test("a cell of three persons is hidden, and left out of every total that would betray it", () => {
  const cells = [figures("quarter", "2026-01", 3), figures("quarter", "2026-02", 20)];
  expect(addUp(cells, ["PLACE", "MONTH"])).toMatchObject([
    { month: "2026-01", claimed: null, redeemed: null, savedFen: null, suppressed: true },
    { month: "2026-02", claimed: 20, suppressed: false },
  ]);
  expect(addUp(cells, ["PLACE"])).toMatchObject([{ placeId: "quarter", claimed: 20, suppressed: true }]);
  expect(addUp(cells, [])).toEqual([
    { placeId: null, month: null, claimed: 20, redeemed: 20, savedFen: 2000, suppressed: true },
  ]);
  expect(addUp([], [])).toEqual([]);
});

const tables: MeasureDimension[][] = [[], ["PLACE"], ["MONTH"], ["PLACE", "MONTH"]];

test("whatever is hidden, all tables together say the same: nothing of it can be computed", () => {
  const persons = fc.integer({ min: 1, max: 12 });
  const cell = fc.record({
    claimers: persons,
    redeemers: fc.integer({ min: 0, max: 12 }),
    savedFen: fc.nat(10_000),
  });
  const grid = fc.array(cell, { minLength: 1, maxLength: 24 }).map((cells) =>
    cells.map(({ claimers, redeemers, savedFen }, index): CouponFigures => {
      const redeemed = Math.min(claimers, redeemers);
      const where = {
        placeId: `place ${index % 4}`,
        month: `2026-${String(Math.floor(index / 4) + 1).padStart(2, "0")}`,
      };
      return { ...where, claimers, redeemers: redeemed, claimed: claimers, redeemed, savedFen };
    }),
  );
  fc.assert(
    fc.property(grid, fc.integer({ min: 1, max: 3 }), (cells, other) => {
      const elsewise = cells.map((one) =>
        isShown(one)
          ? one
          : { ...one, claimers: other, redeemers: 0, claimed: other, redeemed: 0, savedFen: other * 7 },
      );
      for (const dimensions of tables) expect(addUp(elsewise, dimensions)).toEqual(addUp(cells, dimensions));
    }),
  );
});
