import { uuidv7 } from "@linli/kernel";
import type { Result } from "@linli/testing";
import { expect, test } from "vitest";
import { createHarness, place } from "../../test/harness.ts";
import { charters, organizations } from "../db/tables.ts";
import type { Classification } from "./organization.rules.ts";

async function createWorld() {
  const h = await createHarness();
  const add = (name: string, classification: Classification, placeId: string, more: object = {}) => {
    const row = { id: uuidv7(), name, classification, placeId, ...more };
    return h.db
      .insert(organizations)
      .values(row)
      .then(() => row.id);
  };
  return { ...h, add };
}

const search = `query ($filter: OrganizationsFilter, $orderBy: OrganizationsOrder! = NAME, $after: String) {
  organizations(first: 3, filter: $filter, orderBy: $orderBy, after: $after) {
    totalCount nodes { name } pageInfo { hasNextPage endCursor } } }`;

test("organizations are found by part of a Chinese name, kind, sector, place and state", async () => {
  const w = await createWorld();
  const league = "LEAGUE_ORGANIZATION";
  await w.add("文铝公司团委", league, place.county, { sector: "ENTERPRISE" });
  await w.add("高登社区团总支", league, place.community, { sector: "GRASSROOTS" });
  await w.add("盘龙_社%团", "LEAGUE_AFFILIATE", place.quarter, { dissolvedOn: "2026-11-23" });
  await w.add("明年的社团", "LEAGUE_AFFILIATE", place.quarter, { foundedOn: "2026-11-24" });
  const council = await w.add("盘龙青年议事会", "YOUTH_COUNCIL", place.quarter);
  const find = async (filter: object | null) => {
    w.queries.length = 0;
    const { data, errors } = await w.execute(search, { filter });
    expect(errors).toBeUndefined();
    expect(w.queries.length).toBeLessThanOrEqual(2);
    const { totalCount, nodes } = data.organizations;
    if (totalCount <= 3) expect(nodes).toHaveLength(totalCount);
    return nodes.map(({ name }: { name: string }) => name).toSorted();
  };
  // Nothing said: all there are, three to a page.
  for (const filter of [null, {}]) expect(await find(filter)).toHaveLength(3);
  expect(await find({ name: "团总" })).toEqual(["高登社区团总支"]);
  expect(await find({ name: "铝" })).toEqual(["文铝公司团委"]);
  expect(await find({ name: "没有" })).toEqual([]);
  // What would be a pattern means itself.
  expect(await find({ name: "_社%" })).toEqual(["盘龙_社%团"]);
  expect(await find({ name: "\\" })).toEqual([]);
  expect(await find({ name: "团\u0000" })).toEqual([]);
  expect(await find({ name: "团".repeat(101) })).toEqual([]);
  expect(await find({ classification: league })).toEqual(["文铝公司团委", "高登社区团总支"]);
  expect(await find({ sector: "ENTERPRISE" })).toEqual(["文铝公司团委"]);
  expect(await find({ placeId: place.quarter, classification: "LEAGUE_AFFILIATE" })).toEqual([
    "明年的社团",
    "盘龙_社%团",
  ]);
  expect(await find({ placeId: place.community, name: "团总支" })).toEqual(["高登社区团总支"]);
  expect(await find({ placeId: place.otherQuarter })).toEqual([]);
  expect(await find({ placeId: "no-id" })).toEqual([]);
  expect(await find({ state: "DISSOLVED" })).toEqual(["盘龙_社%团"]);
  // Neither the alliance nor the council has a charter (R60).
  expect(await find({ state: "FORMING" })).toEqual(["明年的社团", "盘龙青年议事会", "盛世盘龙团建联盟"]);
  const rules = { effectiveFrom: "2026-11-23", duties: ["开会"], textReference: "章程", version: 1 };
  await w.db.insert(charters).values({ ...rules, id: uuidv7(), organizationId: council });
  expect(await find({ state: "FORMING" })).toEqual(["明年的社团", "盛世盘龙团建联盟"]);
  expect(await find({ state: "ACTIVE", placeId: place.quarter })).toEqual(["盘龙青年议事会"]);
});

test("pages hold together while others are entered, in each order", async () => {
  const w = await createWorld();
  for (let index = 0; index < 8; index++)
    await w.add("同名企业", "COMPANY", place.county, {
      placeId: Object.values(place)[index % 6]!,
      dissolvedOn: "2027-01-01",
    });
  for (const orderBy of ["NAME", "NEWEST"]) {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const result: Result = await w.execute(search.replace("nodes { name }", "nodes { id }"), {
        filter: { name: "同名企业" },
        orderBy,
        after,
      });
      const page = result.data.organizations;
      seen.push(...page.nodes.map(({ id }: { id: string }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(8);
    expect(new Set(seen).size).toBe(8);
  }
});

test("organizations built are counted by place, kind and month (R5)", async () => {
  const w = await createWorld();
  const league = "LEAGUE_ORGANIZATION";
  await w.add("旧团支部", league, place.quarter);
  await w.add("一月末的团支部", league, place.quarter, { foundedOn: "2026-01-31" });
  await w.add("二月的团支部", league, place.community, {
    foundedOn: "2026-02-01",
    dissolvedOn: "2026-03-01",
  });
  await w.add("别处的社团", "LEAGUE_AFFILIATE", place.otherQuarter, { foundedOn: "2026-02-28" });
  await w.add("社会组织", "SOCIAL_ORGANIZATION", place.county, { foundedOn: "2026-02-28" });
  await w.add("企业", "COMPANY", place.quarter, { foundedOn: "2026-02-28" });
  const ask = `query ($placeId: ID!, $from: Date!, $until: Date!) {
    organizationsBuilt(placeId: $placeId, from: $from, until: $until) { month classification founded standing } }`;
  const built = async (placeId: string, from = "2026-01-15", until = "2026-03-02") =>
    w.execute(ask, { placeId, from, until });
  const { data } = await built(place.community);
  const rows = data.organizationsBuilt.map((row: { [field: string]: string | number }) =>
    [row["month"], row["classification"], row["founded"], row["standing"]].join(" "),
  );
  expect(rows).toEqual([
    "2026-01-01 LEAGUE_ORGANIZATION 1 2",
    "2026-01-01 LEAGUE_AFFILIATE 0 0",
    "2026-01-01 SOCIAL_ORGANIZATION 0 0",
    "2026-02-01 LEAGUE_ORGANIZATION 1 3",
    "2026-02-01 LEAGUE_AFFILIATE 1 1",
    "2026-02-01 SOCIAL_ORGANIZATION 0 0",
    "2026-03-01 LEAGUE_ORGANIZATION 0 2",
    "2026-03-01 LEAGUE_AFFILIATE 0 1",
    "2026-03-01 SOCIAL_ORGANIZATION 0 0",
  ]);
  expect((await built("no-id")).data.organizationsBuilt).toEqual([]);
  expect((await built(place.community, "2026-01-01", "2037-01-01")).errors).toMatchObject([
    { extensions: { code: "INVALID_INPUT" } },
  ]);
});
