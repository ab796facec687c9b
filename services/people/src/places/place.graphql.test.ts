import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createHarness, place } from "../../test/harness.ts";
import { organizations } from "../db/tables.ts";

test("a place tells its ancestors from the top down, and the organizations in and below it, in one SQL", async () => {
  const h = await createHarness();
  await h.db.insert(organizations).values({
    id: uuidv7(),
    name: "团市委",
    classification: "LEAGUE_ORGANIZATION",
    placeId: place.county,
  });
  h.queries.length = 0;
  const result = await h.execute(
    `query ($id: ID!) { place(id: $id) {
      name ancestors { name } organizations(first: 1) { totalCount nodes { name classification } pageInfo { hasNextPage } }
    } }`,
    { id: place.community },
  );
  expect(result).toEqual({
    data: {
      place: {
        name: "高登社区",
        ancestors: [{ name: "文山州" }, { name: "文山市" }],
        organizations: {
          totalCount: 2,
          nodes: [{ name: "盛世盘龙团建联盟", classification: "ALLIANCE" }],
          pageInfo: { hasNextPage: true },
        },
      },
    },
  });
  expect(h.queries).toHaveLength(1);
});

test("of 100 representations a malformed and a missing id give null; the others come in one SQL", async () => {
  const h = await createHarness();
  const places = Object.values(place);
  const known = Array.from({ length: 98 }, (_, index) => places[index % places.length]!);
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

test("an id of no place finds none", async () => {
  const h = await createHarness();
  for (const id of ["not-a-uuid", uuidv7(), ""])
    expect(await h.execute(`query ($id: ID!) { place(id: $id) { id } }`, { id })).toEqual({
      data: { place: null },
    });
});

test("a page that cannot be is the caller's mistake and told as such", async () => {
  const h = await createHarness();
  for (const page of [{ first: -1 }, { after: "no cursor" }, { first: 1, last: 1 }]) {
    const { errors } = await h.execute(
      `query ($id: ID!, $first: Int, $last: Int, $after: String) {
        place(id: $id) { organizations(first: $first, last: $last, after: $after) { totalCount nodes { id } } } }`,
      { id: place.community, ...page },
    );
    expect(errors, JSON.stringify(page)).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(errors![0]!.message).not.toBe("Something went wrong.");
  }
});
