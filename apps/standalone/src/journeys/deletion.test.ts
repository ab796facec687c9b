import { type DemoPerson, people, verifiedResidents } from "@linli/demo-world";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type ServiceName, serviceNames } from "../service-names.ts";
import { startTestGraph, type TestGraph } from "../test/graph.ts";
import { liveOffer, workplace } from "./live-offer.ts";
import { benefit, claimCoupon, deleteMyAccount, exportMyData, me, redeemCoupon } from "./operations.ts";

const clock = { ahead: 0 };
let graph: TestGraph;
/** Somebody of 盛世盘龙小区 who has reported something, and whose name nobody else has. */
let resident: DemoPerson;
beforeAll(async () => {
  graph = await startTestGraph({ now: () => new Date(Date.now() + clock.ahead) });
  const reporters = await sql(
    graph.databaseUrl("projects"),
    "select distinct reporter_id as id from demands",
  );
  resident = verifiedResidents().find(
    ({ id, name, age }) =>
      age >= 18 &&
      reporters.some((reporter) => reporter.id === id) &&
      people.filter((other) => other.name.includes(name)).length === 1,
  )!;
}, 120_000);
afterAll(() => graph.stop());

async function sql(url: string, text: string, values: unknown[] = []) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Each row of a service's database that has one of these words in any column, as `table: row`. */
async function rowsWith(service: ServiceName, ...words: string[]): Promise<string[]> {
  const url = graph.databaseUrl(service);
  const tables = await sql(
    url,
    "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  const found: string[] = [];
  for (const { table_name: table } of tables) {
    const rows = await sql(
      url,
      `select to_jsonb(t)::text as row from ${pg.escapeIdentifier(table)} t where to_jsonb(t)::text like any($1)`,
      [words.map((word) => `%${word}%`)],
    );
    found.push(...rows.map(({ row }) => `${table}: ${row}`));
  }
  return found;
}

/** While it is away, nobody reaches a service's database. */
async function setReachable(service: ServiceName, reachable: boolean) {
  const database = new URL(graph.databaseUrl(service)).pathname.slice(1);
  const { adminUrl } = inject("postgres");
  await sql(adminUrl, `alter database ${pg.escapeIdentifier(database)} allow_connections ${reachable}`);
  if (!reachable)
    await sql(adminUrl, "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
      database,
    ]);
}

const requestOf = async (variables: { id: string; token?: string }, bearer?: string) =>
  (
    await graph.ask(
      `query Request($id: ID!, $token: String) {
        dataRequest(id: $id, token: $token) {
          state receipts { service state counts { kind count } }
          peoplePart projectsPart merchantsPart meetingsPart
        }
      }`,
      variables,
      bearer,
    )
  ).data.dataRequest;

const states = ({ receipts }: { receipts: { service: string; state: string }[] }) =>
  Object.fromEntries(receipts.map(({ service, state }) => [service, state]));
const allDone = { PEOPLE: "DONE", PROJECTS: "DONE", MERCHANTS: "DONE", MEETINGS: "DONE" };

/** What figures say, whoever is in them. */
async function statistics() {
  const measures = await graph.ask(benefit, {}, await graph.token("analyst"));
  const { data } = await graph.ask(`{ pilots { place {
    name organizations { totalCount } demands { totalCount } activities { totalCount } offers { totalCount } meetings { totalCount }
  } } }`);
  return { measures: measures.data.couponMeasures.rows, pilots: data.pilots };
}

/** The resident has redeemed one coupon, holds another, and has reported what is the matter, by name and number. */
async function livesHere(bearer: string) {
  const { outletId } = await workplace(graph, "merchant-owner");
  const claim = async (key: string) => {
    const offerId = await liveOffer(graph);
    return (await graph.ask(claimCoupon, { offerId, key }, bearer)).data.claimCoupon;
  };
  const used = await claim(`${resident.name}的第一张优惠券`);
  const input = { code: used.code, outletId, nonce: "a noon in town", spentFen: 3_800 };
  const redeemed = await graph.ask(redeemCoupon, { input }, await graph.token("merchant-staff"));
  expect(redeemed.data.redeemCoupon.__typename).toBe("Redemption");
  const unused = await claim(`${resident.name}的第二张优惠券`);
  await sql(
    graph.databaseUrl("projects"),
    "update demands set title = $1, description = $2 where reporter_id = $3",
    [`我叫${resident.name}，门口积水`, `请打${resident.phone}`, resident.id],
  );
  return { used, unused };
}

test("an export shows what four services keep; a deleted account is forgotten by all, also by one that was down", async () => {
  const bearer = await graph.token({ personId: resident.id });
  const { used, unused } = await livesHere(bearer);

  const exported = (await graph.ask(exportMyData, { key: "all about me" }, bearer)).data.exportMyData;
  await expect
    .poll(async () => states(await requestOf(exported, bearer)), { timeout: 10_000 })
    .toEqual(allDone);
  const parts = await requestOf(exported, bearer);
  expect(parts.peoplePart.person).toMatchObject([{ name: resident.name, phone: resident.phone }]);
  expect(parts.projectsPart.demands).toContainEqual(
    expect.objectContaining({ description: `请打${resident.phone}` }),
  );
  expect(parts.merchantsPart.coupons).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: used.id, state: "REDEEMED" }),
      expect.objectContaining({ id: unused.id, state: "ISSUED" }),
    ]),
  );
  expect(parts.meetingsPart.dataRequests).toMatchObject([{ id: exported.id }]);
  expect(await requestOf(exported, await graph.token("worker"))).toBeNull();
  for (const name of ["people", "projects", "merchants"] as const)
    expect.soft(await rowsWith(name, resident.name, resident.phone), name).not.toEqual([]);
  const late = { offerId: await liveOffer(graph), key: `${resident.name}又一张优惠券` };
  const before = await statistics();

  await setReachable("merchants", false);
  const deletion = await graph.ask(deleteMyAccount, { confirmation: "注销账号" }, bearer);
  const { request, token } = deletion.data.deleteMyAccount;
  const asked = { id: request.id as string, token: token as string };
  await expect
    .poll(async () => states(await requestOf(asked)), { timeout: 10_000 })
    .toEqual({ ...allDone, MERCHANTS: "PENDING" });
  expect(await requestOf(asked)).toMatchObject({ state: "PENDING", peoplePart: null });
  expect(await requestOf({ id: request.id })).toBeNull();
  const waiting = await graph.ask(
    `{ pendingDataRequests { nodes { id receipts { service state } } } }`,
    {},
    await graph.token("auditor"),
  );
  expect(waiting.data.pendingDataRequests.nodes).toMatchObject([{ id: request.id }]);

  await setReachable("merchants", true);
  await expect.poll(async () => states(await requestOf(asked)), { timeout: 20_000 }).toEqual(allDone);
  expect((await requestOf(asked)).receipts).toContainEqual({
    service: "MERCHANTS",
    state: "DONE",
    counts: expect.arrayContaining([{ kind: "redemptions", count: expect.any(Number) }]),
  });

  // The session is open, and its passport still good for up to a minute: nothing more is written by it.
  expect((await graph.ask(claimCoupon, late, bearer)).data.claimCoupon).toMatchObject({
    code: "NOT_SIGNED_IN",
  });
  const again = await graph.ask(exportMyData, { key: "all about me once more" }, bearer);
  expect(again.data.exportMyData).toMatchObject({ code: "NOT_SIGNED_IN" });

  for (const name of serviceNames)
    expect.soft(await rowsWith(name, resident.name, resident.phone), name).toEqual([]);
  const coupons = await sql(
    graph.databaseUrl("merchants"),
    "select id, state from coupons where id = any($1)",
    [[used.id, unused.id]],
  );
  expect(coupons).toEqual(
    expect.arrayContaining([
      { id: used.id, state: "REDEEMED" },
      { id: unused.id, state: "VOIDED" },
    ]),
  );
  expect(await statistics()).toEqual(before);

  clock.ahead += 60_000;
  expect((await graph.ask(me, {}, bearer)).data).toEqual({ viewer: null });
  expect(await requestOf(asked)).toMatchObject({ state: "DONE" });
}, 120_000);
