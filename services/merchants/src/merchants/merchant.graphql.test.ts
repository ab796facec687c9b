import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import { merchants, outlets } from "../db/tables.ts";
import { createWorld, merchant, outlet, place, viewers } from "../../test/world.ts";

const entities = `query ($r: [_Any!]!, $after: String) { _entities(representations: $r) {
  ... on Merchant { id name state outlets(first: 1, after: $after) { totalCount nodes { name } pageInfo { endCursor } } }
  ... on Outlet { id name address }
} }`;

test("a merchant is found by its id, and by no malformed or unknown one", async () => {
  const w = await createWorld();
  const document = `query ($id: ID!) { merchant(id: $id) { name state outlets(last: 1) { nodes { name } } } }`;
  expect(await w.execute(document, { id: merchant.bakery })).toEqual({
    data: { merchant: { name: "云朵烘焙", state: "ACTIVE", outlets: { nodes: [{ name: "二店" }] } } },
  });
  for (const id of ["not-a-uuid", uuidv7(), ""])
    expect(await w.execute(document, { id })).toEqual({ data: { merchant: null } });
});

test("an application shows to who works there and who decides about it, by every door; to others once it is let in", async () => {
  const w = await createWorld();
  const see = async (viewer: Viewer | null) => {
    const r = [
      { __typename: "Merchant", id: merchant.bakery },
      { __typename: "Outlet", id: outlet.bakery },
    ];
    const { data } = await w.execute(entities, { r }, viewer);
    const direct = await w.execute(`{ merchant(id: "${merchant.bakery}") { name } }`, {}, viewer);
    return [...data._entities, direct.data.merchant].map((one) => one !== null);
  };
  const denials = [{ role: null, place: place.community, organization: null }];
  const strangers = [null, viewers.resident, viewers.otherOwner, viewers.workerElsewhere, viewers.analyst];
  for (const state of ["APPLIED", "REJECTED"] as const) {
    await w.setMerchant(state);
    for (const viewer of [...strangers, { ...viewers.worker, denials }])
      expect(await see(viewer)).toEqual([false, false, false]);
    const { owner, cashier, worker, leagueReviewer, admin } = viewers;
    for (const viewer of [owner, cashier, worker, leagueReviewer, admin])
      expect(await see(viewer)).toEqual([true, true, true]);
  }
  for (const state of ["ACTIVE", "SUSPENDED", "CLOSED"] as const) {
    await w.setMerchant(state);
    expect(await see(null)).toEqual([true, true, true]);
  }
});

test("a merchant's outlets come page by page", async () => {
  const w = await createWorld();
  const r = [{ __typename: "Merchant", id: merchant.bakery }];
  const first = (await w.execute(entities, { r })).data._entities[0].outlets;
  expect(first).toMatchObject({ totalCount: 2, nodes: [{ name: "一店" }] });
  const second = await w.execute(entities, { r, after: first.pageInfo.endCursor });
  expect(second.data._entities[0].outlets).toMatchObject({ totalCount: 2, nodes: [{ name: "二店" }] });
});

test.each(["Merchant", "Outlet"])(
  "100 references to %s come in one SQL; a malformed and a missing one give null",
  async (__typename) => {
    const w = await createWorld();
    const rows = Array.from({ length: 98 }, (_, index) => ({ id: uuidv7(), name: `第${index}家` }));
    await w.db.insert(merchants).values(rows.map((row) => ({ ...row, state: "ACTIVE" as const })));
    const where = { merchantId: merchant.bakery, address: "盘龙路1号", placeId: place.quarter };
    await w.db.insert(outlets).values(rows.map((row) => ({ ...row, ...where })));
    w.queries.length = 0;
    const ids = [...rows.map(({ id }) => id), "not-a-uuid", uuidv7()];
    const { data, errors } = await w.execute(entities, { r: ids.map((id) => ({ __typename, id })) });
    expect(errors).toBeUndefined();
    expect(data._entities).toMatchObject([...rows, null, null]);
    expect(w.queries).toHaveLength(1);
  },
);

test("references to merchants and outlets side by side are told apart", async () => {
  const w = await createWorld();
  const r = [
    { __typename: "Outlet", id: outlet.laundry },
    { __typename: "Merchant", id: merchant.laundry },
    { __typename: "Outlet", id: merchant.laundry },
  ];
  const { data, errors } = await w.execute(entities, { r });
  expect(errors).toBeUndefined();
  expect(data._entities).toMatchObject([{ name: "总店" }, { name: "清清洗衣" }, null]);
});
