import { uuidv7 } from "@linli/kernel";
import type { ViewerGrant } from "@linli/passport";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { businessDistricts, merchants, outlets } from "../db/tables.ts";
import { addUsedCoupons } from "../../test/used-coupons.ts";
import { couponMeasures } from "./coupon-measures.actions.ts";
import { columnsOf } from "../offers/offer-benefit.rules.ts";
import {
  createWorld,
  merchant,
  noon,
  outlet,
  place,
  viewers,
  visitor,
  type World,
} from "../../test/world.ts";

type Row = Record<"place", { id: string } | null> &
  Record<"month" | "week" | "day" | "kind", string | null> &
  Record<"people" | "claimed" | "redeemed" | "savedFen", number | null> & { suppressed: boolean };
const ask = async (w: World, groupBy: string[], ...grants: ViewerGrant[]) => {
  const analyst = grants.length > 0 ? { ...viewers.analyst, grants } : viewers.analyst;
  return w.answer(
    `query ($groupBy: [CouponMeasureDimension!]!) { couponMeasures(groupBy: $groupBy) {
      asOf truncated rowLimit rows { place { id } month week day kind people claimed redeemed savedFen suppressed } } }`,
    { groupBy },
    analyst,
  ) as Promise<{ asOf: string; truncated: boolean; rowLimit: number; rows: Row[] }>;
};
const analystOf = (placeId: string | null): ViewerGrant => ({
  role: "ANALYST",
  place: placeId,
  organization: null,
});
const hidden = { people: null, claimed: null, redeemed: null, savedFen: null, suppressed: true };

const untold = { month: null, week: null, day: null, kind: null };

/** Coupons of as many people as never were before. */
const addCoupons = (w: World, people: number, given?: Parameters<typeof addUsedCoupons>[2]) =>
  addUsedCoupons(
    w,
    Array.from({ length: people }, () => uuidv7()),
    given,
  );

test("measures are for analysts alone", async () => {
  const w = await createWorld();
  for (const [role, viewer] of Object.entries({ visitor, ...viewers })) {
    const { data, errors } = await w.execute(
      "{ couponMeasures(groupBy: []) { rows { claimed } } }",
      {},
      viewer,
    );
    if (role === "analyst") expect(data).toEqual({ couponMeasures: { rows: [] } });
    else {
      expect(data).toEqual({ couponMeasures: null });
      expect(errors).toMatchObject([{ path: ["couponMeasures"], extensions: { code: "NOT_ALLOWED" } }]);
    }
  }
});

test("an analyst sees the places of the grant and those below, and no others", async () => {
  const w = await createWorld();
  await addCoupons(w, 5, { placeId: place.building });
  await addCoupons(w, 6);
  await addCoupons(w, 7, { placeId: place.otherCommunity });
  const seen = async (...grants: ViewerGrant[]) => {
    const { rows } = await ask(w, ["PLACE"], ...grants);
    return Object.fromEntries(rows.map((row) => [row.place!.id, row.claimed]));
  };
  const below = { [place.building]: 5, [place.quarter]: 6 };
  expect(await seen(analystOf(place.community))).toEqual(below);
  expect(await seen(analystOf(place.otherCommunity))).toEqual({ [place.otherCommunity]: 7 });
  const all = { ...below, [place.otherCommunity]: 7 };
  expect(await seen(analystOf(place.county))).toEqual(all);
  expect(await seen(analystOf(null))).toEqual(all);
  expect(await seen(analystOf(place.building), analystOf(place.otherCommunity))).toEqual({
    [place.building]: 5,
    [place.otherCommunity]: 7,
  });
  expect(await seen({ role: "ANALYST", place: null, organization: uuidv7() })).toEqual({});
});

test("a figure of three people is hidden, and is in no total that would tell of it", async () => {
  const w = await createWorld();
  await addCoupons(w, 3, { placeId: place.building, savedFen: 100 });
  await addCoupons(w, 9, { savedFen: 100 });
  await addCoupons(w, 20, { placeId: place.community, savedFen: 100 });
  const { rows } = await ask(w, ["PLACE"]);
  expect(new Map(rows.map(({ place: at, ...row }) => [at!.id, row]))).toEqual(
    new Map([
      [place.building, { ...untold, ...hidden }],
      [place.quarter, { ...untold, people: 9, claimed: 9, redeemed: 9, savedFen: 900, suppressed: false }],
      [
        place.community,
        { ...untold, people: 20, claimed: 20, redeemed: 20, savedFen: 2_000, suppressed: false },
      ],
    ]),
  );
  expect((await ask(w, [])).rows).toMatchObject([{ claimed: 29, savedFen: 2_900, suppressed: true }]);
});

test("a figure is hidden when only few redeemed, or only few did not", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer();
  await addCoupons(w, 20, { offerId });
  await addCoupons(w, 4, { offerId, savedFen: 100 });
  expect((await ask(w, [])).rows).toMatchObject([hidden]);
  await addCoupons(w, 1, { offerId, savedFen: 100 });
  expect((await ask(w, [])).rows).toMatchObject([{ claimed: 25, redeemed: 5, savedFen: 500 }]);
});

test("many coupons of few people are few people", async () => {
  const w = await createWorld();
  const offerId = await w.addOffer({ limitPerPerson: 5, stock: 20 });
  for (let count = 0; count < 10; count++)
    await w.claim(offerId, {
      ...viewers.resident,
      person: [viewers.resident, viewers.minor][count % 2]!.person,
    });
  expect(await w.coupons()).toHaveLength(10);
  expect((await ask(w, [])).rows).toMatchObject([hidden]);
});

test("totals say when they were counted; amounts are exact, and what was reversed is not in them", async () => {
  const w = await createWorld();
  await addCoupons(w, 5, { savedFen: 999_999_999 });
  await addCoupons(w, 5, { savedFen: 7 });
  await addCoupons(w, 5, { savedFen: 1_000, reversedAt: noon });
  expect(await ask(w, [])).toEqual({
    asOf: noon.toISOString(),
    truncated: false,
    rowLimit: 1_000,
    rows: [
      {
        place: null,
        ...untold,
        people: 15,
        claimed: 15,
        redeemed: 10,
        savedFen: 5 * 999_999_999 + 5 * 7,
        suppressed: false,
      },
    ],
  });
});

test("a month turns at midnight in Shanghai", async () => {
  const w = await createWorld();
  await addCoupons(w, 5, { at: new Date("2026-10-31T15:59:59.999Z") });
  await addCoupons(w, 6, { at: new Date("2026-10-31T16:00:00Z") });
  await addCoupons(w, 7, { at: new Date("2026-11-30T15:59:59.999Z") });
  const { rows: months } = await ask(w, ["MONTH"]);
  expect(months.map(({ month, claimed }) => [month, claimed])).toEqual([
    ["2026-10", 5],
    ["2026-11", 13],
  ]);
});

test("of some months, the figures are what they are among all; a month that is none is refused", async () => {
  const w = await createWorld();
  await addCoupons(w, 5, { at: new Date("2026-09-30T15:59:59.999Z") });
  await addCoupons(w, 6, { at: new Date("2026-09-30T16:00:00Z"), savedFen: 100 });
  await addCoupons(w, 7, { at: new Date("2026-10-31T16:00:00Z") });
  await addCoupons(w, 4, { at: noon, placeId: place.building });
  const of = async (fromMonth?: string, untilMonth?: string) => {
    const document = `query ($from: String, $until: String) {
      couponMeasures(groupBy: [MONTH, KIND], fromMonth: $from, untilMonth: $until) { rows { month claimed savedFen } } }`;
    const { data, errors } = await w.execute(
      document,
      { from: fromMonth, until: untilMonth },
      viewers.analyst,
    );
    return errors ?? (data.couponMeasures.rows as unknown);
  };
  const september = { month: "2026-09", claimed: 5, savedFen: 0 };
  const october = { month: "2026-10", claimed: 6, savedFen: 600 };
  const november = [
    { month: "2026-11", claimed: 7, savedFen: 0 },
    { month: "2026-11", claimed: null, savedFen: null },
  ];
  expect(await of()).toEqual([september, october, ...november]);
  expect(await of("2026-10")).toEqual([october, ...november]);
  expect(await of(undefined, "2026-10")).toEqual([september, october]);
  expect(await of("2026-10", "2026-10")).toEqual([october]);
  expect(await of("2026-12")).toEqual([]);
  for (const months of [
    ["2026-13"],
    ["2026-1"],
    ["0000-01"],
    [undefined, "2026-10-01"],
    ["2026-10", "2026-09"],
  ])
    expect(await of(...months)).toMatchObject([{ extensions: { code: "INVALID_INPUT" } }]);
});

test("more than can be counted at once is refused, and says what to do", async () => {
  const w = await createWorld();
  await addCoupons(w, 6);
  await addCoupons(w, 5, { at: new Date("2026-10-01T00:00:00Z") });
  await addCoupons(w, 9, { placeId: place.otherCommunity });
  const count = (most: number, fromMonth?: string) =>
    couponMeasures({ db: w.db, now: () => noon, viewer: viewers.analyst }, { groupBy: [], fromMonth }, most);
  await expect(count(10)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    problems: [{ path: "fromMonth", message: expect.stringContaining("fewer months") }],
  });
  expect((await count(11)).rows).toMatchObject([{ figures: { claimed: 11 } }]);
  expect((await count(10, "2026-11")).rows).toMatchObject([{ figures: { claimed: 6 } }]);
});

test("kinds and days are told apart where none of a place and month is of too few, and add up to the same (R74)", async () => {
  const w = await createWorld();
  const other = { ...columnsOf({ kind: "DISCOUNT", percentOff: 10, capFen: 100 }) };
  const discount = async (placeId: string) => w.addOffer(other, [placeId]);
  const nextDay = new Date(+noon + 86_400_000);
  // The quarter's month: both kinds are of enough people. The community's: three of one kind, whose total tells of them.
  await addCoupons(w, 6, { savedFen: 100 });
  await addCoupons(w, 7, { offerId: await discount(place.quarter), at: nextDay, savedFen: 10 });
  await addCoupons(w, 20, { placeId: place.community });
  await addCoupons(w, 3, { placeId: place.community, offerId: await discount(place.community), at: nextDay });
  // The building's three are in no table.
  await addCoupons(w, 3, { placeId: place.building });

  const kinds = await ask(w, ["KIND"]);
  const some = { ...untold, place: null, people: null, suppressed: false };
  expect(kinds.rows).toEqual([
    { ...some, kind: "DISCOUNT", claimed: 7, redeemed: 7, savedFen: 70 },
    { ...some, kind: "PACKAGE", claimed: 6, redeemed: 6, savedFen: 600 },
    { ...some, claimed: 23, redeemed: 0, savedFen: 0, suppressed: true },
  ]);
  const days = await ask(w, ["WEEK", "DAY"]);
  expect(days.rows.map(({ week, day, claimed }) => [week, day, claimed])).toEqual([
    ["2026-W48", "2026-11-23", 6],
    ["2026-W48", "2026-11-24", 7],
    [null, null, 23],
  ]);
  expect((await ask(w, ["WEEK"])).rows.map(({ week, claimed }) => [week, claimed])).toEqual([
    ["2026-W48", 13],
    [null, 23],
  ]);
  expect((await ask(w, [])).rows).toMatchObject([{ claimed: 36, people: 36, suppressed: true }]);
  const { errors } = await w.execute(
    `{ couponMeasures(groupBy: [KIND, DAY]) { rows { claimed } } }`,
    {},
    viewers.analyst,
  );
  expect(errors).toMatchObject([{ extensions: { code: "INVALID_INPUT" } }]);
});

test("kinds of merchants and districts are told apart in the same way", async () => {
  const w = await createWorld();
  const districtId = uuidv7();
  const middle = { latitude: 23.37, longitude: 104.24, createdAt: noon };
  await w.db.insert(businessDistricts).values({ ...middle, id: districtId, name: "盘龙商圈" });
  await w.db.update(outlets).set({ districtId }).where(eq(outlets.id, outlet.bakery));
  await w.db.update(merchants).set({ kind: "CATERING" }).where(eq(merchants.id, merchant.bakery));
  await w.db.update(merchants).set({ kind: "HOUSEHOLD" }).where(eq(merchants.id, merchant.laundry));
  await addCoupons(w, 6, { savedFen: 100 });
  await addCoupons(w, 5);
  await addCoupons(w, 7, { merchantId: merchant.laundry, outletId: outlet.laundry, savedFen: 10 });
  const rowsBy = async (dimension: string) => {
    const { data } = await w.execute(
      `query ($by: [CouponMeasureDimension!]!) { couponMeasures(groupBy: $by) {
        rows { merchantKind district { name } claimed savedFen suppressed } } }`,
      { by: [dimension] },
      viewers.analyst,
    );
    return data.couponMeasures.rows;
  };
  const row = { merchantKind: null, district: null, suppressed: false };
  expect(await rowsBy("MERCHANT_KIND")).toEqual([
    { ...row, merchantKind: "CATERING", claimed: 11, savedFen: 600 },
    { ...row, merchantKind: "HOUSEHOLD", claimed: 7, savedFen: 70 },
  ]);
  expect(await rowsBy("DISTRICT")).toEqual([
    { ...row, claimed: 12, savedFen: 70 },
    { ...row, district: { name: "盘龙商圈" }, claimed: 6, savedFen: 600 },
  ]);
});
