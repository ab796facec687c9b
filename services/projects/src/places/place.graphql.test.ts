import { place } from "@linli/demo-world";
import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createHarness, somePlaces as places } from "../../test/harness.ts";
import { activity, demand } from "../../test/rows.ts";
import { activities, demands } from "../db/tables.ts";

const on = (day: number) => new Date(Date.UTC(2026, 9, day, 8));
const page = /* GraphQL */ `
  query ($r: [_Any!]!, $first: Int, $after: String) {
    _entities(representations: $r) {
      ... on Place {
        demands(first: $first, after: $after) {
          totalCount
          nodes {
            title
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`;
const representation = (id: string) => ({ __typename: "Place", id });
const titles = (connection: { nodes: { title: string }[] }) => connection.nodes.map(({ title }) => title);

test("a place lists what was reported in and below it, the newest first, page by page", async () => {
  const h = await createHarness();
  await h.db
    .insert(demands)
    .values([
      demand({ title: "二", placeId: place("panlong").id, reportedAt: on(2) }),
      demand({ title: "一", placeId: place("panlong/3").id, reportedAt: on(1) }),
      demand({ title: "三甲", placeId: place("panlong/4").id, reportedAt: on(3) }),
      demand({ title: "三乙", placeId: place("panlong/5").id, reportedAt: on(3) }),
      demand({ title: "上", placeId: place("gaodeng").id, reportedAt: on(4) }),
      demand({ title: "旁", placeId: place("libuga").id, reportedAt: on(5) }),
    ]);

  const r = [representation(place("panlong").id)];
  const seen: string[] = [];
  let after: string | undefined;
  for (let hasNextPage = true; hasNextPage;) {
    const { data, errors } = await h.execute(page, { r, first: 1, after });
    expect(errors).toBeUndefined();
    const connection = data._entities[0].demands;
    expect(connection.totalCount).toBe(4);
    seen.push(...titles(connection));
    after = connection.pageInfo.endCursor;
    hasNextPage = connection.pageInfo.hasNextPage;
  }
  expect(seen).toHaveLength(4);
  expect(seen.slice(0, 2).toSorted()).toEqual(["三乙", "三甲"]);
  expect(seen.slice(2)).toEqual(["二", "一"]);
});

test("a page holds 20 unless told, and never more than 100", async () => {
  const h = await createHarness();
  await h.db.insert(demands).values(Array.from({ length: 120 }, () => demand()));
  const r = [representation(place("panlong").id)];
  const usual = await h.execute(page, { r });
  expect(usual.data._entities[0].demands.nodes).toHaveLength(20);
  const greedy = await h.execute(page, { r, first: 1000 });
  expect(greedy.data._entities[0].demands).toMatchObject({ totalCount: 120, nodes: { length: 100 } });
});

test("a list of activities holds no draft, and counts none", async () => {
  const h = await createHarness();
  await h.db
    .insert(activities)
    .values([
      activity({ title: "草稿", state: "DRAFT" }),
      activity({ title: "已办", state: "COMPLETED", startsAt: on(1), endsAt: on(2) }),
      activity({ title: "将办", startsAt: on(20), endsAt: on(21) }),
    ]);
  const { data } = await h.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Place {
      activities(first: 5) { totalCount nodes { title } } } } }`,
    { r: [representation(place("gaodeng").id)] },
  );
  expect(data._entities[0].activities).toEqual({
    totalCount: 2,
    nodes: [{ title: "将办" }, { title: "已办" }],
  });
});

test("100 representations with their lists come in one SQL; a malformed and a missing one give null", async () => {
  const h = await createHarness();
  await h.db.insert(demands).values(places.map(({ id }) => demand({ placeId: id })));
  await h.db.insert(activities).values(places.map(({ id }) => activity({ placeId: id })));
  h.queries.length = 0;
  const known = Array.from({ length: 98 }, (_, index) => places[index % places.length]!.id);
  const { data, errors } = await h.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Place {
      id
      demands(first: 2) { totalCount nodes { id title state reportedAt place { id } } }
      activities(first: 2) { totalCount nodes { id title startsAt hostOrganization { id } } }
    } } }`,
    { r: [...known, "not-a-uuid", uuidv7()].map(representation) },
  );
  expect(errors).toBeUndefined();
  expect(data._entities.slice(98)).toEqual([null, null]);
  expect(data._entities.slice(0, 98).map(({ id }: { id: string }) => id)).toEqual(known);
  expect(data._entities[0]).toMatchObject({
    demands: { totalCount: places.length, nodes: { length: 2 } },
    activities: { totalCount: places.length, nodes: { length: 2 } },
  });
  expect(h.queries).toHaveLength(1);
});
