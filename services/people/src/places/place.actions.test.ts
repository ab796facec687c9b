import { placesSaved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { as, createHarness, noon, organization, person, place } from "../../test/harness.ts";
import { persons, pilots, places, residences } from "../db/tables.ts";

const holding = (role: Viewer["grants"][number]["role"], where: string | null): Viewer => ({
  ...as(person.worker),
  grants: [{ role, place: where, organization: null }],
});
const admin = holding("PLATFORM_ADMIN", null);
const worker = holding("COMMUNITY_WORKER", place.community);

const answer = `__typename ... on Place { id name retiredOn parent { id } } ... on UserError { code }
  ... on PlaceRetired { since: retiredOn }`;
const invalid = `... on InvalidInput { problems { path } }`;
const documents = {
  create: `mutation ($input: CreatePlaceInput!) { answer: createPlace(input: $input) { ${answer} ${invalid} } }`,
  rename: `mutation ($id: ID!, $name: String!) { answer: renamePlace(id: $id, name: $name) { ${answer} ${invalid} } }`,
  move: `mutation ($id: ID!, $parentId: ID!) { answer: movePlace(id: $id, parentId: $parentId) { ${answer} } }`,
  retire: `mutation ($id: ID!) { answer: retirePlace(id: $id) { ${answer} ... on PlaceNotEmpty { places } } }`,
} as const;

const sorted = (...answers: { __typename: string }[]) =>
  answers.map(({ __typename }) => __typename).toSorted();

async function createTree() {
  const h = await createHarness();
  const ask = async (what: keyof typeof documents, variables: object, viewer: Viewer | null = admin) => {
    const { data, errors } = await h.execute(documents[what], variables, viewer);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  const input = (values: object = {}) => ({
    input: { kind: "BUILDING", name: "4幢", parentId: place.quarter, idempotencyKey: uuidv7(), ...values },
  });
  const announcements = async () =>
    (await h.db.query.outbox.findMany({ where: { name: placesSaved.name } })).length;
  return { ...h, ask, input, announcements };
}

test("a worker adds a building; the same key gives it again, however fast it comes", async () => {
  const w = await createTree();
  const wish = w.input();
  const answers = await Promise.all([1, 2, 3].map(() => w.ask("create", wish, worker)));
  expect(answers[0]).toMatchObject({
    __typename: "Place",
    name: "4幢",
    retiredOn: null,
    parent: { id: place.quarter },
  });
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await w.ask("create", { input: { ...wish.input, name: "5幢" } }, worker)).toMatchObject({
    code: "IDEMPOTENCY_KEY_REUSED",
  });
  expect(await w.announcements()).toBe(2);
  expect(await w.db.query.outbox.findFirst({ orderBy: { sequence: "desc" } })).toMatchObject({
    name: placesSaved.name,
    actor: person.worker,
    role: "COMMUNITY_WORKER",
    scope: place.community,
    payload: { places: [{ id: answers[0].id, name: "4幢", retiredOn: null }] },
  });
});

test("who may shape the tree: workers the quarters and buildings of their scope, the platform's administrators all", async () => {
  const w = await createTree();
  const community = w.input({ kind: "COMMUNITY", name: "东风社区", parentId: place.county });
  expect(await w.ask("create", community, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const viewer of [
    as(person.stranger),
    holding("LEAGUE_REVIEWER", null),
    holding("COMMUNITY_WORKER", null),
    holding("COMMUNITY_WORKER", place.prefecture),
  ])
    expect(await w.ask("create", community, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  const { id: elsewhere } = await w.ask("create", community);
  for (const [what, variables] of [
    ["create", w.input()],
    ["rename", { id: place.quarter, name: "新名" }],
    ["retire", { id: place.building }],
    ["move", { id: place.building, parentId: place.otherQuarter }],
  ] as const) {
    expect(await w.ask(what, variables, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
    expect(await w.ask(what, variables, holding("COMMUNITY_WORKER", elsewhere))).toMatchObject({
      code: "NOT_ALLOWED",
    });
  }
  // Both ends of a move are asked for: what one worker gives away, the other has not taken.
  const away = { id: place.quarter, parentId: elsewhere };
  expect(await w.ask("move", away, worker)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.ask("rename", { id: place.community, name: "新名" }, worker)).toMatchObject({
    code: "NOT_ALLOWED",
  });
  expect(await w.ask("move", away)).toMatchObject({ __typename: "Place", parent: { id: elsewhere } });
});

test("a place lies only where its kind may, never in itself or below, and not in a retired one", async () => {
  const w = await createTree();
  expect(await w.ask("create", w.input({ parentId: place.county }))).toMatchObject({ code: "WRONG_PARENT" });
  expect(await w.ask("create", w.input({ kind: "PREFECTURE" }))).toMatchObject({ code: "WRONG_PARENT" });
  // An office tower may lie in the community itself, as 龙成国际楼宇 does.
  expect(await w.ask("create", w.input({ parentId: place.community }))).toMatchObject({
    __typename: "Place",
  });
  for (const parentId of [place.community, place.quarter, place.building])
    expect(await w.ask("move", { id: place.community, parentId })).toMatchObject({
      code: "PLACE_INSIDE_ITSELF",
    });
  expect(await w.ask("move", { id: place.building, parentId: place.county })).toMatchObject({
    code: "WRONG_PARENT",
  });

  await w.ask("retire", { id: place.otherQuarter });
  expect(await w.ask("create", w.input({ parentId: place.otherQuarter }))).toMatchObject({
    code: "PLACE_RETIRED",
  });
  expect(await w.ask("move", { id: place.building, parentId: place.otherQuarter })).toMatchObject({
    code: "PLACE_RETIRED",
    since: "2026-11-23",
  });
});

test("bad input is told as such and changes nothing: ids, names too long, empty, with NUL, taken", async () => {
  const w = await createTree();
  for (const id of ["not-a-uuid", uuidv7(), "", "\u0000"]) {
    expect(await w.ask("create", w.input({ parentId: id }))).toMatchObject({ code: "NOT_FOUND" });
    expect(await w.ask("rename", { id, name: "甲" })).toMatchObject({ code: "NOT_FOUND" });
    expect(await w.ask("move", { id, parentId: place.quarter })).toMatchObject({ code: "NOT_FOUND" });
    expect(await w.ask("move", { id: place.building, parentId: id })).toMatchObject({ code: "NOT_FOUND" });
    expect(await w.ask("retire", { id })).toMatchObject({ code: "NOT_FOUND" });
  }
  for (const name of ["", "  ", "楼".repeat(101), "楼".repeat(10_000), "4\u0000幢"]) {
    const refused = { code: "INVALID_INPUT", problems: [{ path: "name" }] };
    expect(await w.ask("create", w.input({ name }))).toMatchObject(refused);
    expect(await w.ask("rename", { id: place.building, name })).toMatchObject(refused);
  }
  expect(await w.ask("create", w.input({ idempotencyKey: "short" }))).toMatchObject({
    problems: [{ path: "idempotencyKey" }],
  });
  expect(await w.ask("create", w.input({ name: " 3幢 " }))).toMatchObject({ code: "PLACE_NAME_TAKEN" });
  const names = { id: place.otherQuarter, name: "盛世盘龙小区" };
  expect(await w.ask("rename", names)).toMatchObject({ code: "PLACE_NAME_TAKEN" });
  expect(await w.ask("rename", { id: place.prefecture, name: "楼".repeat(100) })).toMatchObject({
    __typename: "Place",
  });
  expect(await w.announcements()).toBe(2);
});

test("a retired place keeps its names, its home-dwellers and its bodies, and is not offered", async () => {
  const w = await createTree();
  const home = { id: uuidv7(), personId: person.resident, placeId: place.building, startsOn: "2020-01-01" };
  await w.db.insert(residences).values({ ...home, tenure: "OWNER" });
  await w.ask("rename", { id: place.building, name: "三号楼" });
  w.clock.at = new Date(+noon + 86_400_000);
  await w.ask("move", { id: place.building, parentId: place.otherQuarter });

  expect(await w.ask("retire", { id: place.otherQuarter })).toMatchObject({
    code: "PLACE_NOT_EMPTY",
    places: 1,
  });
  const twice = [
    await w.ask("retire", { id: place.building }),
    await w.ask("retire", { id: place.building }),
  ];
  expect(twice).toMatchObject([
    { __typename: "Place", retiredOn: "2026-11-24" },
    { code: "PLACE_RETIRED", since: "2026-11-24" },
  ]);
  for (const [what, variables] of [
    ["rename", { name: "乙" }],
    ["move", { parentId: place.quarter }],
  ] as const)
    expect(await w.ask(what, { id: place.building, ...variables })).toMatchObject({ code: "PLACE_RETIRED" });
  const report = await w.execute(
    `mutation ($building: ID!, $key: String!) { answer: reportResidence(buildingId: $building, room: "1", tenure: OWNER, since: "2026-01-01", idempotencyKey: $key) {
      ... on UserError { code } } }`,
    { building: place.building, key: uuidv7() },
    as(person.stranger),
  );
  expect(report.data.answer).toEqual({ code: "NOT_FOUND" });
  // Its name is free again.
  expect(await w.ask("create", w.input({ name: "三号楼", parentId: place.otherQuarter }))).toMatchObject({
    __typename: "Place",
  });

  w.queries.length = 0;
  const { data } = await w.execute(
    `query ($id: ID!, $quarter: ID!, $moved: DateTime!, $before: DateTime!) {
      place(id: $id) {
        retiredOn parent { name } ancestors { name }
        versions { nodes { name parent { name } from until } }
        until: versionAt(at: $moved) { name parent { name } } before: versionAt(at: $before) { name }
      }
      quarter: place(id: $quarter) { children { totalCount } all: children(includeRetired: true) { nodes { id } totalCount } }
    }`,
    {
      id: place.building,
      quarter: place.otherQuarter,
      moved: new Date(+w.clock.at - 1),
      before: new Date(+noon - 1),
    },
  );
  expect(data.place).toMatchObject({
    retiredOn: "2026-11-24",
    parent: { name: "卧龙花园" },
    versions: {
      nodes: [
        { name: "三号楼", parent: { name: "卧龙花园" }, from: w.clock.at.toISOString(), until: null },
        { name: "三号楼", parent: { name: "盛世盘龙小区" }, until: w.clock.at.toISOString() },
        { name: "3幢", from: noon.toISOString(), until: noon.toISOString() },
      ],
    },
    until: { name: "三号楼", parent: { name: "盛世盘龙小区" } },
    before: null,
  });
  expect(data.quarter).toMatchObject({ children: { totalCount: 1 }, all: { totalCount: 2 } });
  expect(await w.db.query.residences.findFirst({ where: { placeId: place.building } })).toBeDefined();
});

test("of clicks at once each has its effect once, and moves that contradict each other leave one tree", async () => {
  const w = await createTree();
  const other = await w.ask(
    "create",
    w.input({ kind: "COMMUNITY", name: "东风社区", parentId: place.county }),
  );
  const { id } = await w.ask(
    "create",
    w.input({ kind: "TOWNSHIP", name: "新平街道", parentId: place.county }),
  );
  await Promise.all([
    w.ask("move", { id: place.community, parentId: id }),
    w.ask("move", { id: place.quarter, parentId: other.id }),
    w.ask("move", { id: place.building, parentId: place.otherQuarter }),
    w.ask("move", { id: place.otherQuarter, parentId: other.id }),
  ]);
  const { data } = await w.execute(`query ($id: ID!) { place(id: $id) { ancestors { name } } }`, {
    id: place.building,
  });
  expect(data.place.ancestors.map(({ name }: { name: string }) => name)).toEqual([
    "文山州",
    "文山市",
    "东风社区",
    "卧龙花园",
  ]);
  const retired = await Promise.all([1, 2].map(() => w.ask("retire", { id: place.building })));
  expect(sorted(...retired)).toEqual(["Place", "PlaceRetired"]);
  const [first, second] = await Promise.all([
    w.ask("retire", { id: place.quarter }),
    w.ask("create", w.input({ name: "新楼" })),
  ]);
  expect(sorted(first, second)).toEqual(
    first.__typename === "Place" ? ["Place", "PlaceRetired"] : ["Place", "PlaceNotEmpty"],
  );
});

test("the database holds what the rules say of places, and that a pilot is local (R2)", async () => {
  const { db } = await createTree();
  const building = { id: uuidv7(), kind: "BUILDING", name: "9幢", parentId: place.quarter } as const;
  const pilot = { startedOn: "2026-01-01", sponsorId: organization.alliance, guideId: organization.alliance };
  const refused: Record<string, Promise<unknown>[]> = {
    kinds_are_in_order: [
      db.insert(places).values({ ...building, parentId: place.county }),
      db.insert(places).values({ ...building, kind: "COMMUNITY", parentId: place.community }),
      db.execute(`update places set parent_id = '${place.county}' where id = '${place.building}'`),
    ],
    a_kind_stays: [db.execute(`update places set kind = 'QUARTER' where id = '${place.building}'`)],
    nothing_in_use_in_a_retired_place: [
      db.execute(`update places set retired_on = '2026-01-01' where id = '${place.quarter}'`),
    ],
    one_top: [db.insert(places).values({ ...building, kind: "PREFECTURE", parentId: null })],
    one_name_among_siblings: [db.insert(places).values({ ...building, name: "3幢" })],
    one_present_version: [
      db.execute(
        `insert into place_versions (place_id, name, "from") values ('${place.building}', '甲', now())`,
      ),
    ],
    a_pilot_is_local: [db.insert(pilots).values({ ...pilot, id: uuidv7(), placeId: place.county })],
  };
  for (const [constraint, writes] of Object.entries(refused))
    for (const write of writes) expect(await write.then(() => "accepted", constraintOf)).toBe(constraint);
  await db.insert(persons).values({ id: uuidv7(), name: "此后照常" });
});
