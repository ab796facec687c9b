import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import { as, createHarness, person, place } from "../../test/harness.ts";
import { holding } from "../../test/viewers.ts";
import { bringRoster } from "./roster-import.actions.ts";

const answer = `__typename ... on UserError { code message }`;
const documents = {
  preview: `mutation ($withinId: ID!, $file: String!) { answer: previewRosterImport(withinId: $withinId, file: $file) {
    ${answer} ... on ImportPreview { rows created unchanged problemCount list: problems { line column message } } } }`,
  bring: `mutation ($withinId: ID!, $file: String!, $idempotencyKey: String!) {
    answer: importRoster(withinId: $withinId, file: $file, idempotencyKey: $idempotencyKey) {
      ${answer} ... on Import { id rows created unchanged } ... on ImportRefused { problemCount list: problems { line column message } } } }`,
};
const worker = holding(person.worker, "COMMUNITY_WORKER", { place: place.community });
const header = "姓名,手机号,出生日期,楼宇,房号,居住身份,入住日期";
const file = (...lines: string[]) => Buffer.from([header, ...lines, ""].join("\n")).toString("base64");

/** The two-byte characters of GB18030, which Node reads but does not write. */
const gb18030 = new Map(
  Array.from({ length: 126 * 191 }, (_, code) => [0x81 + Math.floor(code / 191), 0x40 + (code % 191)]).map(
    (bytes) => [new TextDecoder("gb18030").decode(Uint8Array.from(bytes)), bytes] as const,
  ),
);
const inGb18030 = (text: string) =>
  Uint8Array.from(Array.from(text).flatMap((char) => gb18030.get(char) ?? [char.charCodeAt(0)]));

async function createRosters() {
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
  return { ...h, ask };
}

test("a roster brings people and homes that are yet to be verified; again it brings nothing", async () => {
  const w = await createRosters();
  const roster = file(
    "侬小花,19900001111,1990-05-01,盛世盘龙小区/3幢,１６０２ 室,业主,2020-03-01",
    "侬小树,,2015-02-28,3幢,1602,家属,",
    // Known by name and phone: the home is new, the person is not.
    "李晓梅,19900000001,1992-11-24,3幢,901,租户,2021-01-01",
  );
  expect(await w.ask("preview", roster)).toMatchObject({
    rows: 3,
    created: 3,
    unchanged: 0,
    problemCount: 0,
  });
  expect(await w.db.query.persons.findMany()).toHaveLength(3);
  const key = { idempotencyKey: uuidv7() };
  const twice = await Promise.all([1, 2].map(() => w.ask("bring", roster, worker, key)));
  expect(twice[0]).toMatchObject({ __typename: "Import", rows: 3, created: 3, unchanged: 0 });
  expect(twice[1].id).toBe(twice[0].id);
  expect(await w.ask("bring", roster)).toMatchObject({ created: 0, unchanged: 3 });

  expect(await w.db.query.persons.findMany()).toHaveLength(5);
  const homes = await w.db.query.residences.findMany({
    with: { household: true, verifications: true },
    orderBy: { startsOn: "asc" },
  });
  expect(homes).toMatchObject([
    {
      tenure: "OWNER",
      startsOn: "2020-03-01",
      household: { room: "1602" },
      verifications: [],
    },
    { tenure: "TENANT", personId: person.resident, household: { room: "901" }, verifications: [] },
    { tenure: "FAMILY", startsOn: "2026-11-23", household: { room: "1602" }, verifications: [] },
  ]);
  expect(homes[0]!.householdId).toBe(homes[2]!.householdId);
  const events = JSON.stringify(await w.db.query.outbox.findMany());
  for (const personal of ["侬小花", "19900001111", "1990-05-01", "1602"])
    expect(events).not.toContain(personal);
  expect(events.match(/"RESIDENCE"/g)).toHaveLength(3);
});

test("bad rows are told by line and column, never by what stands there, and nobody is imported", async () => {
  const w = await createRosters();
  const text = file(
    "侬小花,19900001111,1990-05-01,3幢,1602,业主,",
    ",19900001111,1990-05-01,3幢,1602,业主,",
    "王二,1380013800,1990-05-01,3幢,1602,业主,",
    "王三,19900001112,2990-05-01,3幢,1602,业主,",
    "王四,19900001113,1990-02-30,3幢,1602,业主,",
    "王五,19900001114,,99幢,1602,业主,",
    "王六,19900001115,,盛世盘龙小区,,房东,2999-01-01",
    "侬小花,19900001111,1990-05-01,3幢,1602 室,业主,",
  );
  const told = await w.ask("bring", text);
  expect(told).toMatchObject({ code: "IMPORT_REFUSED", problemCount: 10 });
  expect(told.list.map(({ line, column }: { line: number; column: string }) => [line, column])).toEqual([
    [3, "姓名"],
    [4, "手机号"],
    [5, "出生日期"],
    [6, "出生日期"],
    [7, "楼宇"],
    [8, "楼宇"],
    [8, "房号"],
    [8, "居住身份"],
    [8, "入住日期"],
    [9, null],
  ]);
  for (const personal of ["王", "侬", "1990", "1380013800", "99幢", "房东"])
    expect(JSON.stringify(told)).not.toContain(personal);
  expect(await w.db.query.persons.findMany()).toHaveLength(3);
});

test("a roster is for workers in whose scope it lies, and for buildings there", async () => {
  const w = await createRosters();
  const roster = file("侬小花,19900001111,1990-05-01,3幢,1602,业主,");
  for (const what of ["preview", "bring"] as const) {
    expect(await w.ask(what, roster, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
    // Administrators of the platform see no personal data, and bring none.
    for (const viewer of [as(person.stranger), holding(person.worker, "PLATFORM_ADMIN")])
      expect(await w.ask(what, roster, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
    expect(await w.ask(what, roster, worker, { withinId: "not-a-uuid" })).toMatchObject({
      code: "NOT_FOUND",
    });
  }
  expect(await w.ask("bring", roster, worker, { withinId: place.otherQuarter })).toMatchObject({
    list: [{ line: 2, column: "楼宇" }],
  });
});

test("12,000 rows of one file in GB18030 are imported, with word of how far it is, or not at all", async () => {
  const { db, context } = await createRosters();
  const rows = Array.from(
    { length: 12_000 },
    (_, index) =>
      `张${index % 2 ? "伟" : "丽"},${19_900_010_000 + index},1990-05-01,3幢,${Math.floor(index / 4)},租户,`,
  );
  const bring = (...lines: string[]) => {
    const progress: string[] = [];
    const asked = { file: inGb18030([header, ...lines].join("\n")), withinId: null };
    return db
      .transaction((tx) =>
        bringRoster(tx, context, undefined, asked, (done, all) => progress.push(`${done}/${all}`)),
      )
      .then((outcome) => ({ outcome, progress }));
  };
  const refused = await bring(...rows, "王五,19900001114,,99幢,1602,业主,");
  expect(refused.outcome).toMatchObject({ problems: [{ line: 12_002, column: "楼宇" }] });
  expect(refused.progress).toEqual([]);
  expect(await db.query.residences.findFirst()).toBeUndefined();
  const { outcome, progress } = await bring(...rows);
  expect(outcome).toMatchObject({ rows: 12_000, created: 12_000, unchanged: 0 });
  expect(progress).toHaveLength(12);
  expect([progress[0], progress.at(-1)]).toEqual(["1000/12000", "12000/12000"]);
  expect((await bring(...rows)).outcome).toMatchObject({ created: 0, unchanged: 12_000 });
  expect(await db.query.households.findMany({ columns: { id: true } })).toHaveLength(3_000);
}, 60_000);
