import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { mutation } from "../../test/asking.ts";
import { as, createHarness, organization, person, place, post } from "../../test/harness.ts";
import { holding } from "../../test/viewers.ts";
import { organizationNames, organizations } from "../db/tables.ts";

const worker = holding(person.worker, "COMMUNITY_WORKER", { place: place.community });
const reviewer = holding(person.stranger, "LEAGUE_REVIEWER", { place: place.county });
const found = "... on Organization { id name sector foundedOn dissolvedOn state parent { id } }";

async function createWorld() {
  const h = await createHarness();
  const create = mutation(h, "createOrganization", {
    args: { input: "CreateOrganizationInput!" },
    found,
  });
  const byId = { id: "ID!" };
  const rename = mutation(h, "renameOrganization", { args: { ...byId, name: "String!" }, found });
  const change = mutation(h, "changeOrganization", {
    args: { ...byId, input: "ChangeOrganizationInput!" },
    found,
  });
  const dissolve = mutation(h, "dissolveOrganization", { args: byId, found });
  return {
    ...h,
    create: (input: object, viewer = worker as ReturnType<typeof as> | null) =>
      create(
        {
          input: {
            name: "高登社区智囊团",
            classification: "THINK_TANK",
            placeId: place.community,
            idempotencyKey: uuidv7(),
            ...input,
          },
        },
        viewer,
      ),
    rename: (id: string, name: string, viewer: ReturnType<typeof as> | null = worker) =>
      rename({ id, name }, viewer),
    change: (id: string, input: object, viewer: ReturnType<typeof as> | null = reviewer) =>
      change({ id, input }, viewer),
    dissolve: (id: string, viewer: ReturnType<typeof as> | null = worker) => dissolve({ id }, viewer),
  };
}

test("an organization is entered once for a key, by those who see to its kind in its place", async () => {
  const w = await createWorld();
  const input = { name: " 高登社区智囊团 ", idempotencyKey: "think-tank-1" };
  const [made, again] = await Promise.all([w.create(input), w.create(input)]);
  expect(made).toMatchObject({ name: "高登社区智囊团", foundedOn: "2026-11-23", state: "FORMING" });
  expect(again).toEqual(made);
  const league = { classification: "LEAGUE_ORGANIZATION", name: "高登社区团总支", sector: "GRASSROOTS" };
  const answers = [
    await w.create({}, null),
    await w.create({}, as(person.stranger)),
    await w.create({}, holding(person.worker, "COMMUNITY_WORKER", { place: place.otherQuarter })),
    await w.create(league),
    await w.create({ name: "民政局", classification: "GOVERNMENT_DEPARTMENT" }),
    await w.create({ placeId: uuidv7() }),
    await w.create({ placeId: "no-id" }),
    await w.create({ ...input, name: "另一个" }),
    await w.create({}),
  ];
  expect(answers.map(({ code }) => code)).toEqual([
    "NOT_SIGNED_IN",
    "NOT_ALLOWED",
    "NOT_ALLOWED",
    "NOT_ALLOWED",
    "NOT_ALLOWED",
    "NOT_FOUND",
    "NOT_FOUND",
    "IDEMPOTENCY_KEY_REUSED",
    "NAME_TAKEN",
  ]);
  expect(await w.create(league, reviewer)).toMatchObject({ sector: "GRASSROOTS", state: "ACTIVE" });
  // A government department is an organization like others: it can be a guest and own actions (R65).
  expect(
    await w.create(
      { name: "民政局", classification: "GOVERNMENT_DEPARTMENT", placeId: place.county },
      holding(person.stranger, "PLATFORM_ADMIN"),
    ),
  ).toMatchObject({ state: "ACTIVE" });
});

test("what cannot be is told by its field, and nothing is kept", async () => {
  const w = await createWorld();
  const bad: [object, string][] = [
    [{ name: "  " }, "name"],
    [{ name: "a\u0000b" }, "name"],
    [{ name: "长".repeat(101) }, "name"],
    [{ classification: "ALLIANCE" }, "classification"],
    [{ classification: "SERVICE_STATION" }, "classification"],
    [{ sector: "INDUSTRY" }, "sector"],
    [{ parentId: uuidv7() }, "parentId"],
    [{ parentId: "no-id" }, "parentId"],
    [{ foundedOn: "2026-11-24" }, "foundedOn"],
    [{ foundedOn: "0001-01-01" }, "foundedOn"],
    [{ idempotencyKey: "short" }, "idempotencyKey"],
  ];
  for (const [input, path] of bad)
    expect([path, await w.create(input)]).toMatchObject([path, { problems: [{ path }] }]);
  expect(await w.db.query.organizations.findMany({ where: { classification: "THINK_TANK" } })).toEqual([]);
});

test("a name is taken by one at a time in a place, the database says; when that is dissolved it is free", async () => {
  const w = await createWorld();
  const [one, two] = await Promise.all([w.create({}), w.create({})]);
  expect([one.code, two.code].filter(Boolean)).toEqual(["NAME_TAKEN"]);
  const twin = { id: uuidv7(), name: "高登社区智囊团", classification: "COMPANY" as const };
  const insert = w.db.insert(organizations).values({ ...twin, placeId: place.community });
  expect(await insert.then(() => "accepted", constraintOf)).toBe("one_of_a_name_in_a_place");
  await w.dissolve(one.id ?? two.id);
  expect(await w.create({})).toMatchObject({ __typename: "Organization" });
});

test("a renamed organization keeps what it was called, day by day", async () => {
  const w = await createWorld();
  const { committee } = organization;
  expect(await w.rename(committee, "高登社区居民委员会")).toMatchObject({ name: "高登社区居民委员会" });
  // Of two names on one day only the last counts, from the day on; a repetition changes nothing.
  expect(await w.rename(committee, "高登居委会")).toMatchObject({ name: "高登居委会" });
  expect(await w.rename(committee, "高登居委会")).toMatchObject({ name: "高登居委会" });
  w.clock.at = new Date("2026-12-01T04:00:00Z");
  await w.rename(committee, "新高登居委会");
  const ask = `query ($id: ID!) { organization(id: $id) { name
    a: name(asOf: "2026-11-22") b: name(asOf: "2026-11-23") c: name(asOf: "2026-11-30") d: name(asOf: "2026-12-01")
    previousNames { name endsOn } } }`;
  w.queries.length = 0;
  expect((await w.execute(ask, { id: committee })).data.organization).toEqual({
    name: "新高登居委会",
    a: "高登社区居委会",
    b: "高登居委会",
    c: "高登居委会",
    d: "新高登居委会",
    previousNames: [
      { name: "高登居委会", endsOn: "2026-12-01" },
      { name: "高登社区居委会", endsOn: "2026-11-23" },
    ],
  });
  expect(w.queries.length).toBeLessThanOrEqual(2);

  await w.create({ name: "别的机构" });
  const codes = [
    await w.rename(committee, "别的机构"),
    await w.rename(committee, " "),
    await w.rename(committee, "\u0000"),
    await w.rename(committee, "x", null),
    await w.rename(committee, "x", as(person.resident)),
    await w.rename("no-id", "x"),
  ].map(({ code }) => code);
  expect(codes).toEqual([
    "NAME_TAKEN",
    "INVALID_INPUT",
    "INVALID_INPUT",
    "NOT_SIGNED_IN",
    "NOT_ALLOWED",
    "NOT_FOUND",
  ]);
  const admin = holding(person.stranger, "ORGANIZATION_ADMIN", { organization: committee });
  expect(await w.rename(committee, "居委会", admin)).toMatchObject({ name: "居委会" });
});

test("an organization is put under another one", async () => {
  const w = await createWorld();
  const league = { classification: "LEAGUE_ORGANIZATION", name: "高登社区团总支" };
  const { id } = await w.create(league, reviewer);
  const above = await w.create({ ...league, name: "团市委", placeId: place.county }, reviewer);
  const input = { sector: "ENTERPRISE", parentId: above.id };
  expect(await w.change(id, input)).toMatchObject({ sector: "ENTERPRISE", parent: { id: above.id } });
  expect(await w.change(id, input)).toMatchObject({ sector: "ENTERPRISE" });
  expect(await w.change(id, { parentId: id })).toMatchObject({ problems: [{ path: "parentId" }] });
  expect(await w.change(id, { parentId: uuidv7() })).toMatchObject({ problems: [{ path: "parentId" }] });
  expect(await w.change(organization.committee, input, worker)).toMatchObject({
    problems: [{ path: "sector" }],
  });
  expect(await w.change(id, input, worker)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.change(id, input, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.change(uuidv7(), input)).toMatchObject({ code: "NOT_FOUND" });
});

test("a dissolved organization ends its posts and terms and stays as it was in the past", async () => {
  const w = await createWorld();
  const { committee } = organization;
  const admin = holding(person.stranger, "ORGANIZATION_ADMIN", { organization: committee });
  expect(await w.dissolve(committee, admin)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.dissolve(committee, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.dissolve(uuidv7())).toMatchObject({ code: "NOT_FOUND" });
  // An alliance goes with its seats, in a way of its own.
  expect(await w.dissolve(organization.alliance)).toMatchObject({ code: "NOT_ALLOWED" });
  const [one, two] = await Promise.all([w.dissolve(committee), w.dissolve(committee)]);
  expect(one).toMatchObject({ dissolvedOn: "2026-11-23", state: "DISSOLVED" });
  expect(two).toEqual(one);
  const events = await w.db.query.outbox.findMany({ where: { name: "people.changed.v1" } });
  expect(events.map(({ payload }) => payload)).toMatchObject([
    { entity: "MEMBERSHIP", to: "ENDED" },
    { entity: "ORGANIZATION", to: "DISSOLVED" },
  ]);

  const ask = `query ($id: ID!, $on: Date) { organization(id: $id) {
    state(asOf: $on) posts(asOf: $on) { nodes { id } } members(asOf: $on) { totalCount } } }`;
  const on = async (date: string) => (await w.execute(ask, { id: committee, on: date })).data.organization;
  expect(await on("2026-11-22")).toEqual({
    state: "ACTIVE",
    posts: { nodes: [{ id: post.worker }] },
    members: { totalCount: 1 },
  });
  expect(await on("2026-11-23")).toEqual({
    state: "DISSOLVED",
    posts: { nodes: [] },
    members: { totalCount: 0 },
  });
  expect(await w.rename(committee, "x")).toMatchObject({ code: "ORGANIZATION_DISSOLVED" });
  expect(await w.change(committee, {}, worker)).toMatchObject({ code: "ORGANIZATION_DISSOLVED" });
});

test("the database refuses what must never be", async () => {
  const { db } = await createHarness();
  const base = { name: "x", classification: "COMPANY" as const, placeId: place.quarter };
  const name = { organizationId: organization.alliance, endsOn: "2026-01-01", name: "旧名" };
  await db.insert(organizationNames).values(name);
  const writes = [
    db
      .insert(organizations)
      .values({ ...base, id: uuidv7(), foundedOn: "2026-01-02", dissolvedOn: "2026-01-01" }),
    db.insert(organizationNames).values(name),
  ];
  const answers = [];
  for (const write of writes) answers.push(await write.then(() => "accepted", constraintOf));
  expect(answers).toEqual(["is_not_dissolved_before_it_is_founded", "organization_names_pkey"]);
});
