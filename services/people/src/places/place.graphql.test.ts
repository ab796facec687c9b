import { uuidv7 } from "@linli/kernel";
import { createServiceHarness } from "@linli/testing";
import { expect, test } from "vitest";
import { organizations } from "../db/tables.ts";
import { people } from "../service.ts";
import { layOutPlaces } from "./place.actions.ts";

const [prefecture, county, community, quarter] = Array.from({ length: 4 }, () => uuidv7()) as [
  string,
  string,
  string,
  string,
];

async function harness() {
  const h = await createServiceHarness(people);
  const context = { db: h.db, now: () => new Date(), viewer: null, requestId: null };
  await layOutPlaces(context, [
    { id: prefecture, kind: "PREFECTURE", name: "文山州", parentId: null },
    { id: county, kind: "COUNTY", name: "文山市", parentId: prefecture },
    { id: community, kind: "COMMUNITY", name: "高登社区", parentId: county },
    { id: quarter, kind: "QUARTER", name: "盛世盘龙小区", parentId: community },
  ]);
  h.queries.length = 0;
  return h;
}

test("a place tells its ancestors from the top down, and the organizations in and below it, in one SQL", async () => {
  const h = await harness();
  await h.db.insert(organizations).values([
    { id: uuidv7(), name: "业主委员会", classification: "OWNERS_COMMITTEE", placeId: quarter },
    { id: uuidv7(), name: "居委会", classification: "RESIDENTS_COMMITTEE", placeId: community },
    { id: uuidv7(), name: "团市委", classification: "LEAGUE_ORGANIZATION", placeId: county },
  ]);
  h.queries.length = 0;
  const result = await h.execute(
    `query ($id: ID!) { place(id: $id) {
      name ancestors { name } organizations(first: 1) { totalCount nodes { name classification } pageInfo { hasNextPage } }
    } }`,
    { id: community },
  );
  expect(result).toEqual({
    data: {
      place: {
        name: "高登社区",
        ancestors: [{ name: "文山州" }, { name: "文山市" }],
        organizations: {
          totalCount: 2,
          nodes: [{ name: "业主委员会", classification: "OWNERS_COMMITTEE" }],
          pageInfo: { hasNextPage: true },
        },
      },
    },
  });
  expect(h.queries).toHaveLength(1);
});

test("of 100 representations a malformed and a missing id give null; the others come in one SQL", async () => {
  const h = await harness();
  const known = Array.from(
    { length: 98 },
    (_, index) => [prefecture, county, community, quarter][index % 4]!,
  );
  const ids = [...known, "not-a-uuid", uuidv7()];
  const result = await h.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Place { name ancestors { name } } } }`,
    { r: ids.map((id) => ({ __typename: "Place", id })) },
  );
  expect(result.errors).toBeUndefined();
  expect(result.data._entities.filter(Boolean)).toHaveLength(98);
  expect(result.data._entities.slice(98)).toEqual([null, null]);
  expect(h.queries).toHaveLength(1);
});

test.each(["not-a-uuid", uuidv7(), ""])("there is no place %s", async (id) => {
  const h = await harness();
  expect(await h.execute(`query ($id: ID!) { place(id: $id) { id } }`, { id })).toEqual({
    data: { place: null },
  });
});
