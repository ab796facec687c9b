import { placesSaved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createWorld, days, noon, outlet, place } from "../../test/world.ts";
import { businessDistricts, districtPlaces } from "../db/tables.ts";

const page = `query ($r: [_Any!]!, $first: Int, $after: String) {
  _entities(representations: $r) { ... on Place { id offers(first: $first, after: $after) {
    totalCount nodes { title merchant { name outlets(first: 3) { totalCount nodes { name } } } }
    pageInfo { hasNextPage endCursor } } } }
}`;
const those = (...ids: string[]) => ({ r: ids.map((id) => ({ __typename: "Place", id })) });
type Page = { totalCount: number; nodes: { title: string }[] };
const titles = ({ nodes }: Page) => nodes.map(({ title }) => title);

test("an offer shows in its places, above and below them, and nowhere else", async () => {
  const w = await createWorld();
  await w.addOffer({ title: "小区" });
  await w.addOffer({ title: "楼", claimUntil: days(5) }, [place.building]);
  await w.addOffer({ title: "两社区", claimUntil: days(6) }, [place.community, place.otherCommunity]);
  const ids = [place.prefecture, place.community, place.quarter, place.building, place.otherCommunity];
  const { data } = await w.execute(page, those(...ids));
  const all = ["楼", "两社区", "小区"];
  expect(data._entities.map(({ offers }: { offers: Page }) => titles(offers))).toEqual([
    all,
    all,
    all,
    all,
    ["两社区"],
  ]);
  for (const { offers } of data._entities) expect(offers.totalCount).toBe(offers.nodes.length);
});

test("only offers show that can be claimed now, the sold-out among them", async () => {
  const w = await createWorld();
  await w.addOffer({ title: "已领完", issued: 10 });
  await w.addOffer({ title: "始", claimFrom: noon });
  await w.addOffer({ title: "将始", claimFrom: new Date(+noon + 1) });
  await w.addOffer({ title: "将止", claimUntil: new Date(+noon + 1) });
  await w.addOffer({ title: "止", claimUntil: noon });
  for (const state of ["DRAFT", "SUBMITTED", "REJECTED", "PAUSED", "TERMINATED"] as const)
    await w.addOffer({ state, title: state });
  const ask = async () => (await w.execute(page, those(place.quarter))).data._entities[0].offers;
  const shown = await ask();
  expect(titles(shown).toSorted()).toEqual(["始", "将止", "已领完"]);
  expect(shown.totalCount).toBe(3);
  await w.setMerchant("SUSPENDED");
  expect(await ask()).toMatchObject({ totalCount: 0, nodes: [] });
});

test("the offers of a place come page by page, those that end soonest first", async () => {
  const w = await createWorld();
  for (const day of [3, 1, 2, 2, 2]) await w.addOffer({ title: `${day}天`, claimUntil: days(day) });
  const seen: string[] = [];
  let after: string | null = null;
  for (let hasNextPage = true; hasNextPage;) {
    const { data, errors } = await w.execute(page, { ...those(place.county), first: 2, after });
    expect(errors).toBeUndefined();
    const { offers } = data._entities[0];
    expect(offers.totalCount).toBe(5);
    seen.push(...titles(offers));
    ({ hasNextPage, endCursor: after } = offers.pageInfo);
  }
  expect(seen).toEqual(["1天", "2天", "2天", "2天", "3天"]);
});

test("100 places with offers, merchants and outlets come in one SQL; a malformed and a missing one give null", async () => {
  const w = await createWorld();
  const buildings = Array.from({ length: 98 }, (_, index) => ({ id: uuidv7(), name: `${index + 1}幢` }));
  for (const building of buildings)
    await w.deliver({
      name: placesSaved.name,
      payload: { places: [{ ...building, kind: "BUILDING", parentId: place.quarter, retiredOn: null }] },
    });
  for (let count = 0; count < 5; count++) await w.addOffer({}, [place.community, place.county]);
  w.queries.length = 0;
  const ids = [...buildings.map(({ id }) => id), "not-a-uuid", uuidv7()];
  const { data, errors } = await w.execute(page, { ...those(...ids), first: 4 });
  expect(errors).toBeUndefined();
  expect(data._entities.slice(98)).toEqual([null, null]);
  expect(data._entities.slice(0, 98).map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 98));
  const { totalCount, nodes } = data._entities[97].offers;
  expect([totalCount, nodes.length]).toEqual([5, 4]);
  expect(nodes[3].merchant.outlets).toEqual({ totalCount: 2, nodes: [{ name: "一店" }, { name: "二店" }] });
  expect(w.queries).toHaveLength(1);
});

test("an offer, a shop and a business district say of which places they are, in one SQL each", async () => {
  const w = await createWorld();
  const placeIds = [place.quarter, place.otherCommunity].toSorted();
  const offers = [await w.addOffer({}, placeIds), await w.addOffer({}, [place.county])];
  const districtId = uuidv7();
  const district = { id: districtId, name: "盘龙商圈", latitude: 23.37, longitude: 104.24, createdAt: noon };
  await w.db.insert(businessDistricts).values(district);
  await w.db.insert(districtPlaces).values(placeIds.map((placeId) => ({ districtId, placeId })));
  const places = async (type: string, field: string, ids: string[]) => {
    w.queries.length = 0;
    const { data, errors } = await w.execute(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${field} { id } } } }`,
      { r: ids.map((id) => ({ __typename: type, id })) },
    );
    expect([errors, w.queries.length]).toEqual([undefined, 1]);
    return data._entities.map((entity: Record<string, unknown>) => entity[field]);
  };
  const two = placeIds.map((id) => ({ id }));
  expect(await places("Offer", "places", offers)).toEqual([two, [{ id: place.county }]]);
  expect(await places("BusinessDistrict", "places", [districtId])).toEqual([two]);
  expect(await places("Outlet", "place", [outlet.bakery, outlet.laundry])).toEqual([
    { id: place.quarter },
    { id: place.quarter },
  ]);
});
