import { uuidv7 } from "@linli/kernel";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { addUsedCoupons } from "../../test/used-coupons.ts";
import { createWorld, days, merchant, noon, outlet, place } from "../../test/world.ts";
import { businessDistricts, districtPlaces, merchants, offers, outlets } from "../db/tables.ts";

const query = `query ($search: OfferSearchInput!, $first: Int, $last: Int, $after: String, $before: String) {
  offers(search: $search, first: $first, last: $last, after: $after, before: $before) {
    nodes { distanceMetres outlet { id name } offer { id title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
type Found = {
  distanceMetres: number | null;
  outlet: { id: string; name: string } | null;
  offer: { id: string; title: string };
};
type Page = {
  nodes: Found[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
};

const home = { latitude: 23.37, longitude: 104.24 };
/** A point so many metres to the north. */
const north = (metres: number) => ({ latitude: home.latitude + metres / 111_195, longitude: home.longitude });
const within = (radiusMetres: number) => ({ near: { location: home, radiusMetres } });

async function createMarket() {
  const w = await createWorld();
  const page = (search: object, args: object = {}): Promise<Page> =>
    w.answer(query, { search, ...args }, null);
  const titles = async (search: object, args?: object) =>
    (await page(search, args)).nodes.map(({ offer }) => offer.title);
  const move = (id: string, metres: number) =>
    w.db.update(outlets).set(north(metres)).where(eq(outlets.id, id));
  const refusal = async (search: object, args: object = {}) => {
    const { errors } = await w.execute(query, { search, ...args });
    return errors?.[0]?.extensions.code;
  };
  await move(outlet.bakery, 600);
  await move(outlet.secondBakery, 300);
  await move(outlet.laundry, 900);
  return { ...w, page, titles, move, refusal };
}

test("offers near a point are those of a shop within the radius, the nearest first, with that shop and its distance (R57, R69, R72)", async () => {
  const w = await createMarket();
  await w.addOffer({ title: "面包" });
  await w.addOffer({ title: "洗衣", merchantId: merchant.laundry });
  await w.addOffer({ title: "未到", claimFrom: days(1) });
  await w.addOffer({ title: "已停", state: "PAUSED" });
  await w.addOffer({ title: "已领完", issued: 10, merchantId: merchant.laundry, claimUntil: days(1) });
  const { nodes } = await w.page(within(1_000));
  expect(
    nodes.map(({ offer, outlet: shop, distanceMetres }) => [offer.title, shop!.name, distanceMetres]),
  ).toEqual([
    ["面包", "二店", 300],
    ["洗衣", "总店", 900],
    ["已领完", "总店", 900],
  ]);
  expect(await w.titles({ near: { location: home } })).toHaveLength(3);
  expect(await w.titles(within(899))).toEqual(["面包"]);
  expect(await w.titles(within(299))).toEqual([]);
  // A shop that is no longer in use is not near, nor one of a merchant that rests.
  await w.db.update(outlets).set({ retiredAt: noon }).where(eq(outlets.id, outlet.secondBakery));
  expect((await w.page(within(899))).nodes).toMatchObject([{ distanceMetres: 600 }]);
  await w.setMerchant("SUSPENDED");
  expect(await w.titles(within(899))).toEqual([]);
});

test("offers of a place are those its people may claim, and those of business districts near it (R69)", async () => {
  const w = await createMarket();
  await w.addOffer({ title: "本小区" });
  await w.addOffer({ title: "本社区", claimUntil: days(8) }, [place.community]);
  await w.addOffer({ title: "一幢楼", claimUntil: days(9) }, [place.building]);
  await w.addOffer({ title: "别处", merchantId: merchant.laundry, claimUntil: days(10) }, [
    place.otherCommunity,
  ]);
  const ask = (placeId: string) => w.titles({ placeId });
  expect(await ask(place.quarter)).toEqual(["本小区", "本社区"]);
  expect(await ask(place.building)).toEqual(["本小区", "本社区", "一幢楼"]);
  expect(await ask(place.otherCommunity)).toEqual(["别处"]);
  const district = { id: uuidv7(), name: "盘龙商圈", ...home, createdAt: noon };
  await w.db.insert(businessDistricts).values(district);
  await w.db.insert(districtPlaces).values({ districtId: district.id, placeId: place.community });
  await w.db.update(outlets).set({ districtId: district.id }).where(eq(outlets.id, outlet.laundry));
  expect(await ask(place.quarter)).toEqual(["本小区", "本社区", "别处"]);
  expect(await ask(place.otherCommunity)).toEqual(["别处"]);
  expect(await ask(uuidv7())).toEqual([]);
  // Both together.
  expect(await w.titles({ placeId: place.quarter, ...within(700) })).toEqual(["本小区", "本社区"]);
});

test("words are looked for in titles and names, and a kind among the five", async () => {
  const w = await createMarket();
  await w.addOffer({ title: "早餐100%豆浆" });
  await w.addOffer({ title: "洗衣Wash", merchantId: merchant.laundry, claimUntil: days(8) });
  const cash = {
    kind: "CASH",
    items: null,
    priceFen: null,
    worthFen: null,
    offFen: 500,
    minimumSpendFen: 1_000,
  } as const;
  await w.addOffer({ ...cash, title: "满减", claimUntil: days(9) });
  const ask = (given: object) => w.titles({ placeId: place.quarter, ...given });
  expect(await ask({ text: "豆浆" })).toEqual(["早餐100%豆浆"]);
  expect(await ask({ text: "0%豆" })).toEqual(["早餐100%豆浆"]);
  expect(await ask({ text: "1%豆" })).toEqual([]);
  expect(await ask({ text: "wash" })).toEqual(["洗衣Wash"]);
  expect(await ask({ text: "云朵" })).toEqual(["早餐100%豆浆", "满减"]);
  expect(await ask({ text: "云朵", kind: "CASH" })).toEqual(["满减"]);
});

test("popular is what was claimed most in 30 days", async () => {
  const w = await createMarket();
  const people = (count: number) => Array.from({ length: count }, () => uuidv7());
  const [few, many, old, just] = [
    await w.addOffer({ title: "两张" }),
    await w.addOffer({ title: "三张" }),
    await w.addOffer({ title: "从前" }),
    await w.addOffer({ title: "刚才" }),
  ];
  await addUsedCoupons(w, people(2), { offerId: few, at: days(-1) });
  await addUsedCoupons(w, people(3), { offerId: many, at: days(-29) });
  await addUsedCoupons(w, people(4), { offerId: old, at: days(-31) });
  await addUsedCoupons(w, people(5), { offerId: just, at: noon });
  expect((await w.titles({ placeId: place.quarter, sort: "POPULARITY" })).slice(0, 2)).toEqual([
    "三张",
    "两张",
  ]);
});

test.each(["DISTANCE", "ENDING_SOON", "POPULARITY"] as const)(
  "by %s, page by page, nothing is shown twice and nothing left out while others write",
  async (sort) => {
    const w = await createMarket();
    const search = { ...within(1_000), sort };
    const there: string[] = [];
    for (let index = 0; index < 12; index++) {
      const merchantId = index % 3 === 0 ? merchant.laundry : merchant.bakery;
      const id = await w.addOffer({ merchantId, claimUntil: days(1 + (index % 4)), stock: 50 });
      await addUsedCoupons(
        w,
        Array.from({ length: 1 + (index % 5) }, () => uuidv7()),
        { offerId: id, at: days(-1) },
      );
      there.push(id);
    }
    const gone: string[] = [];
    for (let index = 0; index < 4; index++) gone.push(await w.addOffer({ claimUntil: days(1 + index) }));

    const seen: string[] = [];
    let after: string | null = null;
    for (let hasNextPage = true; hasNextPage;) {
      const { nodes, pageInfo }: Page = await w.page(search, { first: 3, after });
      seen.push(...nodes.map(({ offer }) => offer.id));
      ({ hasNextPage, endCursor: after } = pageInfo);
      // Meanwhile: an offer ends, one begins, and all that is not shown yet gets popular.
      const going = gone.pop();
      if (going) await w.db.update(offers).set({ claimUntil: noon }).where(eq(offers.id, going));
      await w.addOffer({ claimUntil: days(2) });
      for (const id of there) await addUsedCoupons(w, [uuidv7(), uuidv7()], { offerId: id, at: noon });
      w.clock.at = new Date(+w.clock.at + 60_000);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(there.filter((id) => !seen.includes(id))).toEqual([]);
    expect(seen.length).toBeGreaterThan(12);

    // And backwards the same.
    const all = await w.page(search, { first: 100 });
    const { nodes, pageInfo } = await w.page(search, { last: 5 });
    expect(nodes).toEqual(all.nodes.slice(-5));
    expect(pageInfo).toMatchObject({ hasPreviousPage: true });
    expect((await w.page(search, { last: 2, before: pageInfo.startCursor })).nodes).toEqual(
      all.nodes.slice(-7, -5),
    );
  },
);

test("what cannot be looked for is refused, and so is a cursor of another search", async () => {
  const w = await createMarket();
  await w.addOffer();
  const near = (given: object) => ({ near: { location: home, radiusMetres: 500, ...given } });
  for (const search of [
    {},
    { placeId: "x" },
    { placeId: place.quarter, sort: "DISTANCE" },
    { placeId: place.quarter, text: " " },
    { placeId: place.quarter, text: "字".repeat(51) },
    { placeId: place.quarter, text: "\u0000" },
    near({ radiusMetres: 0 }),
    near({ radiusMetres: 20_001 }),
    near({ location: { latitude: 90.1, longitude: 0 } }),
    near({ location: { latitude: 0, longitude: 180.1 } }),
  ])
    expect(await w.refusal(search), JSON.stringify(search)).toBe("INVALID_INPUT");
  const { endCursor: after } = (await w.page(near({}))).pageInfo;
  expect(await w.refusal(near({}), { after })).toBeUndefined();
  for (const search of [
    { ...near({}), sort: "ENDING_SOON" },
    { ...near({}), openNow: true },
    near({ radiusMetres: 501 }),
  ])
    expect(await w.refusal(search, { after })).toBe("INVALID_INPUT");
  for (const cursor of ["x", "e30", "W10", Buffer.from(`["a",1,1,"\u0000"]`).toString("base64url")])
    expect(await w.refusal(near({}), { after: cursor })).toBe("INVALID_INPUT");
  for (const at of [8.2e15, -1, 1.5]) {
    const [digest, , ...position] = JSON.parse(Buffer.from(after, "base64url").toString()) as unknown[];
    const made = Buffer.from(JSON.stringify([digest, at, ...position])).toString("base64url");
    expect(await w.refusal(near({}), { after: made })).toBe("INVALID_INPUT");
  }
  expect(await w.refusal(near({}), { before: "x" })).toBe("INVALID_INPUT");
});

test("100 offers with their shops come in three SQL", async () => {
  const w = await createMarket();
  const rows = Array.from({ length: 100 }, () => ({ id: uuidv7(), name: "商家", state: "ACTIVE" as const }));
  await w.db.insert(merchants).values(rows);
  await w.db.insert(outlets).values(
    rows.map(({ id }, index) => ({
      ...north(index),
      id: uuidv7(),
      merchantId: id,
      name: `${index}店`,
      address: "盘龙路",
      placeId: place.quarter,
    })),
  );
  for (const { id } of rows) await w.addOffer({ merchantId: id });
  w.queries.length = 0;
  const { nodes } = await w.page(within(1_000), { first: 100 });
  expect(nodes.map(({ distanceMetres }) => distanceMetres)).toEqual(rows.map((_, index) => index));
  expect(w.queries).toHaveLength(3);
});
