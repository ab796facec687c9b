import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import { addUsedCoupons } from "../../test/used-coupons.ts";
import { createWorld, merchant, outlet, viewers, visitor, type World } from "../../test/world.ts";
import { daysOfRegulars, lastMonth, shownRegulars } from "./figures.rules.ts";

test.each([
  [0, 0, { redeemers: 0, returning: 0 }],
  [5, 0, { redeemers: 5, returning: 0 }],
  [5, 5, { redeemers: 5, returning: 5 }],
  [10, 5, { redeemers: 10, returning: 5 }],
  [4, 0, { redeemers: null, returning: null }],
  [20, 4, { redeemers: null, returning: null }],
  [20, 16, { redeemers: null, returning: null }],
])(
  "of %i who redeemed and %i who came back, too few are not told apart (R73)",
  (redeemers, returning, shown) => {
    expect(shownRegulars({ redeemers, returning })).toEqual(shown);
  },
);

test("a rate is of the ninety days until the end of a month that is over", () => {
  const until = new Date("2026-11-30T16:00:00Z");
  expect(daysOfRegulars("2026-11", until)).toEqual({ from: new Date("2026-09-01T16:00:00Z"), until });
  expect(daysOfRegulars("2026-11", new Date(+until - 1))).toBeUndefined();
  expect(lastMonth(until)).toBe("2026-11");
  expect(lastMonth(new Date(+until - 1))).toBe("2026-10");
});

const document = `query ($id: ID!, $regulars: String) { merchant(id: $id) {
  figures(month: "2026-11") { from lastDay claimed redeemed savedFen byOutlet { outlet { id } redeemed savedFen }
    byDay { date claimed redeemed } byHour { hour claimed redeemed } }
  regulars(month: $regulars) { month redeemers returning repeatRate } } }`;
const ask = async (w: World, viewer: Viewer | null = viewers.owner, variables: object = {}) =>
  (await w.execute(document, { id: merchant.bakery, ...variables }, viewer)).data.merchant;

test("a merchant sees claims and redemptions by outlet, day and hour, and how many came back, never who (R73)", async () => {
  const w = await createWorld();
  const people = Array.from({ length: 10 }, () => uuidv7());
  const lastNight = new Date("2026-10-31T15:59:59Z");
  const morning = new Date("2026-11-03T00:30:00Z");
  const evening = new Date("2026-11-04T11:00:00Z");
  await addUsedCoupons(w, people, { at: lastNight, savedFen: 100 });
  await addUsedCoupons(w, people.slice(0, 5), { at: morning, savedFen: 200 });
  await addUsedCoupons(w, people.slice(0, 3), { at: evening, savedFen: 300, outletId: outlet.secondBakery });
  await addUsedCoupons(w, people, { at: evening, savedFen: 900, reversedAt: evening });
  await addUsedCoupons(w, people, { at: evening, savedFen: 0 });
  await addUsedCoupons(w, people, {
    at: morning,
    savedFen: 5,
    outletId: outlet.laundry,
    merchantId: merchant.laundry,
  });

  const { figures, regulars } = await ask(w);
  expect(figures).toEqual({
    from: "2026-11-01",
    lastDay: "2026-11-30",
    claimed: 5 + 3 + 10 + 10,
    redeemed: 8,
    savedFen: 5 * 200 + 3 * 300,
    byOutlet: [
      { outlet: { id: outlet.bakery }, redeemed: 5, savedFen: 1_000 },
      { outlet: { id: outlet.secondBakery }, redeemed: 3, savedFen: 900 },
    ].toSorted((one, other) => (one.outlet.id < other.outlet.id ? -1 : 1)),
    byDay: [
      { date: "2026-11-03", claimed: 5, redeemed: 5 },
      { date: "2026-11-04", claimed: 23, redeemed: 3 },
    ],
    byHour: [
      { hour: 8, claimed: 5, redeemed: 5 },
      { hour: 19, claimed: 23, redeemed: 3 },
    ],
  });
  // October is over: nobody had come back by then.
  expect(regulars).toEqual({ month: "2026-10", redeemers: 10, returning: 0, repeatRate: 0 });
  w.clock.at = new Date("2026-11-30T16:00:00Z");
  expect((await ask(w)).regulars).toEqual({ month: "2026-11", redeemers: 10, returning: 5, repeatRate: 0.5 });
  for (const month of ["2026-12", "2026-1", "now"])
    expect(
      (await w.execute(document, { id: merchant.bakery, regulars: month }, viewers.owner)).errors,
    ).toMatchObject([{ extensions: { code: "INVALID_INPUT" } }]);
  for (const viewer of [visitor, viewers.cashier, viewers.editor, viewers.otherOwner, viewers.analyst])
    expect(await ask(w, viewer)).toEqual({ figures: null, regulars: null });
});
