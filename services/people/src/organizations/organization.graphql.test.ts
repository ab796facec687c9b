import { uuidv7 } from "@linli/kernel";
import type { Result } from "@linli/testing";
import { expect, test } from "vitest";
import { createHarness, organization, place } from "../../test/harness.ts";
import { organizations, posts } from "../db/tables.ts";

test("an organization tells where it stands and its posts, page by page, each page in one SQL", async () => {
  const h = await createHarness();
  const titles = ["主任", "委员", "委员", "委员"];
  await h.db
    .insert(posts)
    .values(titles.map((title) => ({ id: uuidv7(), organizationId: organization.alliance, title })));
  const ask = `query ($id: ID!, $after: String) { organization(id: $id) {
    name classification sector place { name }
    posts(first: 3, after: $after) { totalCount nodes { id title isLeadership } pageInfo { endCursor hasNextPage } }
  } }`;
  h.queries.length = 0;
  const first = (await h.execute(ask, { id: organization.alliance })).data.organization;
  expect(first).toMatchObject({
    name: "盛世盘龙团建联盟",
    classification: "ALLIANCE",
    sector: null,
    place: { name: "盛世盘龙小区" },
    posts: { totalCount: 5, pageInfo: { hasNextPage: true } },
  });
  const after = first.posts.pageInfo.endCursor;
  const second = (await h.execute(ask, { id: organization.alliance, after })).data.organization;
  expect(second.posts).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: false } });
  const seen = [...first.posts.nodes, ...second.posts.nodes];
  expect(new Set(seen.map(({ title }) => title))).toEqual(new Set([...titles, "轮值主席"]));
  expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
  expect(h.queries).toHaveLength(2);
});

test("a place lists what is in it and below it, each organization once, page by page", async () => {
  const h = await createHarness();
  await h.db.insert(organizations).values(
    [place.building, place.otherQuarter, place.county].map((placeId) => ({
      id: uuidv7(),
      name: "同名组织",
      classification: "COMPANY" as const,
      placeId,
    })),
  );
  const ask = `query ($id: ID!, $after: String) { place(id: $id) {
    organizations(first: 2, after: $after) { totalCount nodes { id } pageInfo { endCursor hasNextPage } }
  } }`;
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const result: Result = await h.execute(ask, { id: place.community, after });
    const page = result.data.place.organizations;
    expect(page.totalCount).toBe(4);
    seen.push(...page.nodes.map(({ id }: { id: string }) => id));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  expect(seen).toHaveLength(4);
  expect(new Set(seen).size).toBe(4);
});

test("of 100 representations a malformed and a missing id give null; the others come in one SQL", async () => {
  const h = await createHarness();
  const many = Array.from({ length: 98 }, (_, index) => ({
    id: uuidv7(),
    name: `第${index + 1}团支部`,
    classification: "LEAGUE_ORGANIZATION" as const,
    sector: "GRASSROOTS" as const,
    placeId: place.quarter,
  }));
  await h.db.insert(organizations).values(many);
  h.queries.length = 0;
  const ids = [...many.map(({ id }) => id), "not-a-uuid", uuidv7()];
  const result = await h.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Organization {
      name sector place { name ancestors { name } } posts { totalCount nodes { title } }
    } } }`,
    { r: ids.map((id) => ({ __typename: "Organization", id })) },
  );
  const quarter = {
    name: "盛世盘龙小区",
    ancestors: [{ name: "文山州" }, { name: "文山市" }, { name: "高登社区" }],
  };
  expect(result).toEqual({
    data: {
      _entities: [
        ...many.map(({ name, sector }) => ({
          name,
          sector,
          place: quarter,
          posts: { totalCount: 0, nodes: [] },
        })),
        null,
        null,
      ],
    },
  });
  expect(h.queries).toHaveLength(1);
});

test("an id of no organization finds none", async () => {
  const h = await createHarness();
  const ask = `query ($id: ID!) { organization(id: $id) { id } }`;
  for (const id of ["not-a-uuid", uuidv7(), ""])
    expect(await h.execute(ask, { id })).toEqual({ data: { organization: null } });
});
