import { placesSaved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import { as, createHarness, person, place } from "../../test/harness.ts";
import { holding } from "../../test/viewers.ts";
import { ImportRefused } from "./import.errors.ts";
import { bringPlaces } from "./place-import.actions.ts";

const answer = `__typename ... on UserError { code } ... on InvalidInput { problems { path } }`;
const counts = `rows created unchanged`;
const documents = {
  preview: `mutation ($withinId: ID!, $file: String!) { answer: previewPlaceImport(withinId: $withinId, file: $file) {
    ${answer} ... on ImportPreview { ${counts} problemCount list: problems { line column message } } } }`,
  bring: `mutation ($withinId: ID!, $file: String!, $idempotencyKey: String!) {
    answer: importPlaces(withinId: $withinId, file: $file, idempotencyKey: $idempotencyKey) {
      ${answer} ... on Import { id ${counts} } ... on ImportRefused { problemCount list: problems { line column message } } } }`,
};
const worker = holding(person.worker, "COMMUNITY_WORKER", { place: place.community });
const admin = holding(person.worker, "PLATFORM_ADMIN");
const file = (...lines: string[]) =>
  Buffer.from(["名称,类别,上级", ...lines, ""].join("\n")).toString("base64");

async function createImports() {
  const h = await createHarness();
  const ask = async (
    what: keyof typeof documents,
    text: string,
    viewer: Viewer | null = worker,
    values = {},
  ) => {
    const variables = { withinId: place.community, file: text, idempotencyKey: uuidv7(), ...values };
    const { data, errors } = await h.execute(documents[what], variables, viewer);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  const count = async () => (await h.db.query.places.findMany()).length;
  return { ...h, ask, count };
}

test("a file brings places in any order, under names with as much above them as it takes; again it brings nothing", async () => {
  const w = await createImports();
  const text = file(
    "1幢,楼宇,金石小区",
    "金石小区,小区,高登社区",
    "1幢,幢,高登社区/卧龙花园",
    "3幢,BUILDING,盛世盘龙小区",
  );
  expect(await w.ask("preview", text)).toMatchObject({
    rows: 4,
    created: 3,
    unchanged: 1,
    problemCount: 0,
    list: [],
  });
  expect(await w.count()).toBe(6);
  const key = { idempotencyKey: uuidv7() };
  const answers = await Promise.all([1, 2].map(() => w.ask("bring", text, worker, key)));
  expect(answers[0]).toMatchObject({ __typename: "Import", rows: 4, created: 3, unchanged: 1 });
  expect(answers[1].id).toBe(answers[0].id);
  expect(await w.ask("bring", text)).toMatchObject({ created: 0, unchanged: 4 });
  expect(await w.ask("bring", file("2幢,楼宇,金石小区"), worker, key)).toMatchObject({
    code: "IDEMPOTENCY_KEY_REUSED",
  });
  expect(await w.count()).toBe(9);
  const { data } = await w.execute(
    `query ($id: ID!) { place(id: $id) { children { nodes { name children { nodes { name } } } } } }`,
    {
      id: place.community,
    },
  );
  expect(data.place.children.nodes).toContainEqual({
    name: "金石小区",
    children: { nodes: [{ name: "1幢" }] },
  });
  expect(await w.db.query.outbox.findFirst({ orderBy: { sequence: "desc" } })).toMatchObject({
    name: placesSaved.name,
    role: "COMMUNITY_WORKER",
    scope: place.community,
  });
});

test("each bad row is told by line, column and reason, and then no row is imported", async () => {
  const w = await createImports();
  const text = file(
    "4幢,楼宇,盛世盘龙小区",
    ",楼宇,盛世盘龙小区",
    "5幢,大厦,盛世盘龙小区",
    "6幢,楼宇,没有这个小区",
    "7幢,楼宇,文山市",
    "3幢,楼宇,3幢",
    "4幢,楼宇,盛世盘龙小区",
    "盛世盘龙小区,楼宇,高登社区",
    "东风社区,社区,文山市",
  );
  const list = [
    { line: 3, column: "名称" },
    { line: 4, column: "类别" },
    { line: 5, column: "上级", message: "there is no such place in use" },
    { line: 6, column: "上级", message: "there is no such place in use" },
    { line: 7, column: "上级", message: "a place of this kind does not lie there" },
    { line: 8, column: "名称", message: "the same place as on line 2" },
    { line: 9, column: "名称", message: "a place of another kind has this name there" },
    { line: 10, column: "上级" },
  ];
  expect(await w.ask("preview", text)).toMatchObject({ problemCount: 8, list });
  expect(await w.ask("bring", text)).toMatchObject({ code: "IMPORT_REFUSED", problemCount: 8, list });
  expect(await w.count()).toBe(6);
  // Of two quarters of one name the one that is meant has to be said.
  const twins = ["东风社区,社区,文山市", "卧龙花园,小区,东风社区"];
  expect(await w.ask("bring", file(...twins), admin, { withinId: place.county })).toMatchObject({
    created: 2,
  });
  const both = file("1幢,楼宇,卧龙花园", "1幢,楼宇,东风社区／卧龙花园");
  expect(await w.ask("preview", both, admin, { withinId: place.county })).toMatchObject({
    list: [{ line: 2, column: "上级", message: expect.stringContaining("several places") }],
  });
  // Many problems are counted, and not all listed.
  const many = file(...Array.from({ length: 130 }, () => "1幢,楼宇,没有"));
  const told = await w.ask("preview", many);
  expect([told.problemCount, told.list.length]).toEqual([130, 100]);
});

test("a file is for whoever shapes the tree there, small, and base64", async () => {
  const w = await createImports();
  const text = file("4幢,楼宇,盛世盘龙小区");
  for (const what of ["preview", "bring"] as const) {
    expect(await w.ask(what, text, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
    for (const viewer of [
      as(person.stranger),
      holding(person.worker, "LEAGUE_REVIEWER"),
      holding(person.worker, "COMMUNITY_WORKER", { place: place.quarter }),
    ])
      expect(await w.ask(what, text, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
    for (const withinId of ["not-a-uuid", uuidv7(), "\u0000"])
      expect(await w.ask(what, text, worker, { withinId })).toMatchObject({ code: "NOT_FOUND" });
    for (const bad of ["不是", "a".repeat(200_001)])
      expect(await w.ask(what, bad)).toMatchObject({ code: "INVALID_INPUT", problems: [{ path: "file" }] });
  }
  const community = file("东风社区,社区,文山市");
  const county = { withinId: place.county };
  expect(
    await w.ask(
      "bring",
      community,
      holding(person.worker, "COMMUNITY_WORKER", { place: place.county }),
      county,
    ),
  ).toMatchObject({ list: [{ line: 2, column: "类别" }] });
  expect(await w.ask("bring", community, admin, county)).toMatchObject({ created: 1 });
});

test("12,000 buildings of one file are imported, with word of how far it is, or not at all", async () => {
  const { db, context } = await createImports();
  const quarters = Array.from({ length: 400 }, (_, index) => `第${index}小区,小区,高登社区`);
  const buildings = Array.from(
    { length: 12_000 },
    (_, index) => `${Math.floor(index / 400)}幢,楼宇,第${index % 400}小区`,
  );
  const bring = (...lines: string[]) => {
    const progress: string[] = [];
    const text = ["名称,类别,上级", ...lines].join("\n");
    const asked = { file: new TextEncoder().encode(text), withinId: null, mayCreate: () => true };
    return db
      .transaction((tx) =>
        bringPlaces(tx, context, undefined, asked, (done, all) => progress.push(`${done}/${all}`)),
      )
      .then((outcome) => ({ outcome, progress }));
  };
  const refused = await bring(...quarters, ...buildings, "末幢,楼宇,没有这个小区");
  expect(refused.outcome).toBeInstanceOf(ImportRefused);
  expect(refused.outcome).toMatchObject({ problems: [{ line: 12_402, column: "上级" }] });
  expect(refused.progress).toEqual([]);
  const { outcome, progress } = await bring(...quarters, ...buildings);
  expect(outcome).toMatchObject({ rows: 12_400, created: 12_400, unchanged: 0 });
  expect(progress).toHaveLength(13);
  expect([progress[0], progress.at(-1)]).toEqual(["1000/12400", "12400/12400"]);
  expect((await bring(...quarters, ...buildings)).outcome).toMatchObject({ created: 0, unchanged: 12_400 });
  const events = await db.query.outbox.findMany({ where: { name: placesSaved.name } });
  expect(events.length).toBeLessThan(40);
}, 60_000);
