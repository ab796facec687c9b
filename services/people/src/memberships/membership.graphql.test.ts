import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { as, createHarness, organization, person, place, post } from "../../test/harness.ts";
import { memberships, organizations, persons, posts } from "../db/tables.ts";

test("who held which post is told as of each boundary day", async () => {
  const h = await createHarness();
  const term = (personId: string, startsOn: string, endsOn: string | null) => ({
    id: uuidv7(),
    postId: post.chair,
    personId,
    startsOn,
    endsOn,
  });
  await h.db
    .insert(memberships)
    .values([
      term(person.resident, "2026-01-31", "2026-02-28"),
      term(person.stranger, "2026-02-28", "2026-03-31"),
      term(person.worker, "2026-06-01", null),
    ]);
  const ask = `query ($id: ID!, $asOf: Date) { organization(id: $id) {
    members(asOf: $asOf) { totalCount nodes { startsOn post { title } } }
    posts { nodes { holder(asOf: $asOf) { startsOn } terms { totalCount } } }
  } }`;
  const on = async (asOf?: string) => {
    const { organization: body } = (await h.execute(ask, { id: organization.alliance, asOf })).data;
    const starts = body.members.nodes.map(({ startsOn }: { startsOn: string }) => startsOn);
    expect(body.members.totalCount).toBe(starts.length);
    expect(body.posts.nodes[0].holder?.startsOn).toBe(starts[0]);
    expect(body.posts.nodes[0].terms.totalCount).toBe(3);
    return starts;
  };
  expect(await on("2026-01-30")).toEqual([]);
  expect(await on("2026-01-31")).toEqual(["2026-01-31"]);
  expect(await on("2026-02-27")).toEqual(["2026-01-31"]);
  expect(await on("2026-02-28")).toEqual(["2026-02-28"]);
  expect(await on("2026-03-30")).toEqual(["2026-02-28"]);
  expect(await on("2026-03-31")).toEqual([]);
  expect(await on("2026-05-31")).toEqual([]);
  expect(await on("2026-06-01")).toEqual(["2026-06-01"]);
  expect(await on()).toEqual(["2026-06-01"]);
});

test("of 100 organizations the posts with their holders come in one SQL, and the persons in another", async () => {
  const h = await createHarness();
  const bodies = Array.from({ length: 100 }, (_, index) => ({
    id: uuidv7(),
    name: `第${index + 1}智囊团`,
    classification: "THINK_TANK" as const,
    placeId: place.quarter,
  }));
  const people = bodies.map(() => ({ id: uuidv7(), name: "张三" }));
  const seats = bodies.map(({ id }) => ({ id: uuidv7(), organizationId: id, title: "召集人" }));
  await h.db.insert(organizations).values(bodies);
  await h.db.insert(persons).values(people);
  await h.db.insert(posts).values(seats);
  await h.db.insert(memberships).values(
    seats.map(({ id }, index) => ({
      id: uuidv7(),
      postId: id,
      personId: people[index]!.id,
      startsOn: "2026-01-01",
    })),
  );
  h.queries.length = 0;
  const ask = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Organization {
    posts { nodes { title holder { person { id } } } } members { totalCount nodes { id person { id } } }
  } } }`;
  const representations = { r: bodies.map(({ id }) => ({ __typename: "Organization", id })) };
  const signedIn = await h.execute(ask, representations, as(person.resident));
  expect(h.queries.length).toBeLessThanOrEqual(3);
  expect(
    signedIn.data._entities.map((body: { posts: { nodes: { holder: { person: { id: string } } }[] } }) =>
      body.posts.nodes.map(({ holder }) => holder.person.id),
    ),
  ).toEqual(people.map(({ id }) => [id]));

  h.queries.length = 0;
  const visited = await h.execute(ask, representations);
  expect(h.queries).toHaveLength(1);
  expect(JSON.stringify(visited.data)).not.toContain(people[0]!.id);
});
