import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createWorld, outlet, place, viewers, visitor } from "../../test/world.ts";
import { outlets } from "../db/tables.ts";

const answer = `__typename ... on BusinessDistrict { id name location { latitude } } ... on UserError { code }
  ... on InvalidInput { problems { path } }`;
const create = `mutation ($input: CreateBusinessDistrictInput!) { createBusinessDistrict(input: $input) { ${answer} } }`;
const change = `mutation ($id: ID!, $input: ChangeBusinessDistrictInput!) {
  changeBusinessDistrict(id: $id, input: $input) { ${answer} } }`;
const details = (given: object = {}) => ({
  name: "盘龙商圈",
  placeIds: [place.quarter],
  location: { latitude: 23.37, longitude: 104.24 },
  ...given,
});
const admin: Viewer = {
  ...viewers.unverified,
  grants: [{ role: "PLATFORM_ADMIN", place: null, organization: null }],
};

async function createTown() {
  const w = await createWorld();
  const add = (given: object = {}, viewer: Viewer | null = viewers.worker) =>
    w.answer(create, { input: { ...details(given), idempotencyKey: uuidv7(), ...given } }, viewer);
  return { ...w, add };
}

test("a business district is near certain places and those below them, with its shops, in one SQL (R69)", async () => {
  const w = await createTown();
  const { id } = await w.add();
  await w.add({ name: "文山商圈", placeIds: [place.county] }, admin);
  for (const one of [outlet.bakery, outlet.laundry])
    await w.db.update(outlets).set({ districtId: id }).where(eq(outlets.id, one));
  w.queries.length = 0;
  const { data } = await w.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Place {
      businessDistricts { name outlets { totalCount nodes { name district { name } } } } } } }`,
    { r: [place.building, place.otherCommunity].map((one) => ({ __typename: "Place", id: one })) },
  );
  expect(w.queries).toHaveLength(1);
  const city = { name: "文山商圈", outlets: { totalCount: 0, nodes: [] } };
  const shop = (name: string) => ({ name, district: { name: "盘龙商圈" } });
  expect(data._entities).toEqual([
    {
      businessDistricts: [
        city,
        { name: "盘龙商圈", outlets: { totalCount: 2, nodes: [shop("一店"), shop("总店")] } },
      ],
    },
    { businessDistricts: [city] },
  ]);

  const moved = details({ name: "盘龙里商圈", placeIds: [place.building, place.building] });
  expect(await w.answer(change, { id, input: moved }, viewers.worker)).toMatchObject({ name: "盘龙里商圈" });
  const events = (await w.events()).filter(({ name }) => name === "merchants.district-saved.v1");
  expect(events.at(-1)!.payload).toMatchObject({ districtId: id, placeIds: [place.building] });
  expect(events).toHaveLength(3);
});

test("business districts are for who has all their places in scope", async () => {
  const w = await createTown();
  const wish = { idempotencyKey: "the same wish" };
  const [{ id }, again] = await Promise.all([w.add(wish), w.add(wish)]);
  expect(again.id).toBe(id);
  expect(await w.add({}, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const viewer of [viewers.owner, viewers.workerElsewhere, viewers.analyst])
    expect(await w.add({ name: "另一个" }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  const beyond = { name: "另一个", placeIds: [place.quarter, place.otherCommunity] };
  expect(await w.add(beyond)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.answer(change, { id, input: details(beyond) }, viewers.worker)).toMatchObject({
    code: "NOT_ALLOWED",
  });
  expect(await w.answer(change, { id, input: details() }, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const bad of [uuidv7(), "x"])
    expect(await w.answer(change, { id: bad, input: details() }, viewers.worker)).toMatchObject({
      code: "NOT_FOUND",
    });
  expect(await w.add({ name: "盘龙商圈" })).toMatchObject({ code: "DISTRICT_NAME_TAKEN" });
  const other = await w.add({ name: "高登商圈" });
  expect(await w.answer(change, { id: other.id, input: details() }, viewers.worker)).toMatchObject({
    code: "DISTRICT_NAME_TAKEN",
  });
  for (const given of [
    { name: " " },
    { placeIds: [] },
    { placeIds: ["x"] },
    { location: { latitude: 91, longitude: 0 } },
  ])
    expect(await w.add(given)).toMatchObject({ code: "INVALID_INPUT" });
  expect(await w.add({ name: "无此地", placeIds: [uuidv7()] }, admin)).toMatchObject({
    problems: [{ path: "placeIds" }],
  });
});
