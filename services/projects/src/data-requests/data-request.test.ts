import { dataRequested } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { asc } from "drizzle-orm";
import { expect, test } from "vitest";
import { createHarness, viewer } from "../../test/harness.ts";
import { demand } from "../../test/rows.ts";
import { demands, outbox } from "../db/tables.ts";
import { titleOfNobody } from "../demands/demand.rules.ts";

const part = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on DataRequest { id projectsPart } } }`;
const [asks, neighbour] = [uuidv7(), uuidv7()];

async function createWorld() {
  const h = await createHarness();
  const on = (day: number) => ({ reportedAt: new Date(Date.UTC(2026, 10, day)) });
  await h.db.insert(demands).values([
    demand({ ...on(1), reporterId: asks, title: "楼道灯不亮", description: "我是402的王小明" }),
    demand({ ...on(2), reporterId: asks, title: "找我修：电话 199 0000 0001" }),
    demand({
      ...on(3),
      reporterId: neighbour,
      title: "找我修：电话 199 0000 0002",
      description: "我是501的",
    }),
  ]);
  const request = async (kind: "EXPORT" | "DELETION") => {
    const requestId = uuidv7();
    await h.deliver({ name: dataRequested.name, payload: { requestId, personId: asks, kind } });
    return requestId;
  };
  return { ...h, request };
}

test("of an export the person, and nobody else, sees what projects keeps; the receipt says how much that is", async () => {
  const w = await createWorld();
  const id = await w.request("EXPORT");
  const r = [{ __typename: "DataRequest", id }];
  expect((await w.execute(part, { r }, viewer(neighbour))).data._entities).toEqual([null]);
  expect((await w.execute(part, { r })).data._entities).toEqual([null]);
  const [own] = (await w.execute(part, { r }, viewer(asks))).data._entities;
  expect(own.projectsPart.demands).toHaveLength(2);
  expect(own.projectsPart.demands).toContainEqual(
    expect.objectContaining({ reporterId: asks, description: "我是402的王小明" }),
  );
  expect(await w.db.select().from(outbox)).toMatchObject([
    {
      name: "data.receipt-given.v1",
      payload: { requestId: id, service: "PROJECTS", counts: { demands: 2 } },
    },
  ]);
});

test("a deleted account leaves its demands without the reporter's words; others' stay as they are", async () => {
  const w = await createWorld();
  const id = await w.request("DELETION");
  const rows = await w.db.select().from(demands).orderBy(asc(demands.reportedAt));
  expect(rows.map(({ title, description }) => ({ title, description }))).toEqual([
    { title: "楼道灯不亮", description: null },
    { title: titleOfNobody, description: null },
    { title: "找我修：电话 199 0000 0002", description: "我是501的" },
  ]);
  // What is deleted is no export.
  const r = [{ __typename: "DataRequest", id }];
  expect((await w.execute(part, { r }, viewer(asks))).data._entities).toEqual([null]);
});
