import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createHarness, organization, person, place, post } from "../../test/harness.ts";
import { memberships, organizations, posts } from "../db/tables.ts";
import { daysBetween, vacantSince } from "./vacancy.rules.ts";

test("a post is vacant since its last holder left, else since it was made", () => {
  const terms = [
    { startsOn: "2025-01-01", endsOn: "2025-06-01" },
    { startsOn: "2025-06-01", endsOn: "2026-01-01" },
    // Taken back before it began; and one to come.
    { startsOn: "2026-02-01", endsOn: "2026-02-01" },
    { startsOn: "2026-12-01", endsOn: "2027-01-01" },
  ];
  expect(vacantSince({ createdOn: "2024-01-01", terms }, "2026-11-23")).toBe("2026-01-01");
  expect(vacantSince({ createdOn: "2024-01-01", terms: [] }, "2026-11-23")).toBe("2024-01-01");
  expect(vacantSince({ createdOn: null, terms: [] }, "2026-11-23")).toBeNull();
  expect(daysBetween("2026-02-28", "2026-03-01")).toBe(1);
  expect(daysBetween("2026-11-23", "2026-11-23")).toBe(0);
});

test("vacancies of a body and of a place, with how long, each list in one SQL", async () => {
  const h = await createHarness();
  await h.db.insert(memberships).values({
    id: uuidv7(),
    postId: post.chair,
    personId: person.resident,
    startsOn: "2026-01-01",
    endsOn: "2026-10-24",
  });
  const never = {
    id: uuidv7(),
    organizationId: organization.committee,
    title: "委员",
    createdOn: "2026-11-22",
  };
  const gone = {
    id: uuidv7(),
    organizationId: organization.committee,
    title: "旧岗",
    abolishedOn: "2026-11-23",
  };
  await h.db.insert(posts).values([never, gone]);
  h.queries.length = 0;
  const ask = `query ($id: ID!) { place(id: $id) { vacancies { totalCount nodes { since days post { title organization { name } } } } } }`;
  const vacancies = async (id: string) => (await h.execute(ask, { id })).data.place.vacancies;
  expect(await vacancies(place.community)).toEqual({
    totalCount: 2,
    nodes: [
      { since: "2026-11-22", days: 1, post: { title: "委员", organization: { name: "高登社区居委会" } } },
      {
        since: "2026-10-24",
        days: 30,
        post: { title: "轮值主席", organization: { name: "盛世盘龙团建联盟" } },
      },
    ],
  });
  expect(await vacancies(place.otherQuarter)).toEqual({ totalCount: 0, nodes: [] });
  // On the day on which a holder left the post is vacant; the day before it was not.
  h.clock.at = new Date("2026-10-24T00:00:00+08:00");
  expect(await vacancies(place.quarter)).toMatchObject({ nodes: [{ since: "2026-10-24", days: 0 }] });
  h.clock.at = new Date(+h.clock.at - 1);
  expect(await vacancies(place.quarter)).toMatchObject({ totalCount: 0 });
});

test("of 100 places the vacancies in and below each come in one SQL, each once", async () => {
  const h = await createHarness();
  const r = [place.county, place.community, place.quarter, place.otherQuarter].flatMap((id) =>
    Array.from({ length: 25 }, () => ({ __typename: "Place", id })),
  );
  await h.db
    .insert(posts)
    .values({ id: uuidv7(), organizationId: organization.committee, title: "委员", createdOn: "2026-11-22" });
  h.queries.length = 0;
  const { data } = await h.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Place {
      vacancies(first: 1) { totalCount pageInfo { hasNextPage } nodes { days post { title } } } } } }`,
    { r },
  );
  expect(h.queries).toHaveLength(1);
  const both = {
    totalCount: 2,
    pageInfo: { hasNextPage: true },
    nodes: [{ days: 1, post: { title: "委员" } }],
  };
  const one = {
    totalCount: 1,
    pageInfo: { hasNextPage: false },
    nodes: [{ days: null, post: { title: "轮值主席" } }],
  };
  const none = { totalCount: 0, pageInfo: { hasNextPage: false }, nodes: [] };
  expect(data._entities.map(({ vacancies }: { vacancies: object }) => vacancies)).toEqual(
    [both, both, one, none].flatMap((seen) => Array.from({ length: 25 }, () => seen)),
  );
});

test("of 100 organizations posts, holders and vacancies come in one SQL", async () => {
  const h = await createHarness();
  const bodies = Array.from({ length: 100 }, (_, index) => ({
    id: uuidv7(),
    name: `第${index + 1}团支部`,
    classification: "LEAGUE_ORGANIZATION" as const,
    placeId: place.quarter,
  }));
  await h.db.insert(organizations).values(bodies);
  await h.db.insert(posts).values(
    bodies.flatMap(({ id }) => [
      { id: uuidv7(), organizationId: id, title: "书记" },
      { id: uuidv7(), organizationId: id, title: "委员", createdOn: "2026-11-13" },
    ]),
  );
  h.queries.length = 0;
  const { data } = await h.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Organization {
      state posts { totalCount nodes { title holder { id } } } vacancies { totalCount nodes { days post { title } } }
    } } }`,
    { r: bodies.map(({ id }) => ({ __typename: "Organization", id })) },
  );
  expect(h.queries).toHaveLength(1);
  for (const body of data._entities)
    expect(body).toMatchObject({
      state: "ACTIVE",
      posts: { totalCount: 2 },
      vacancies: { totalCount: 2, nodes: [{ days: null }, { days: 10, post: { title: "委员" } }] },
    });
});
