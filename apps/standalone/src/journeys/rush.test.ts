import { verifiedResidents } from "@linli/demo-world";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestGraph, type TestGraph } from "../test/graph.ts";
import { liveOffer } from "./live-offer.ts";
import { claimCoupon } from "./operations.ts";

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 120_000);
afterAll(() => graph.stop());

test("200 residents claim 50 coupons at once through the gateway: 50 get one, 150 are told, none is lost", async () => {
  const offerId = await liveOffer(graph);
  const tokens = await Promise.all(
    verifiedResidents()
      .slice(0, 200)
      .map(({ id }) => graph.token({ personId: id })),
  );

  const answers = await Promise.all(
    tokens.map((token, index) => graph.ask(claimCoupon, { offerId, key: `rush-of-${index}` }, token)),
  );

  expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
  const said = answers.map(({ data }) => data.claimCoupon.code as string);
  const coupons = answers.filter(({ data }) => data.claimCoupon.__typename === "Coupon");
  expect(said.filter((code) => code === "SOLD_OUT")).toHaveLength(150);
  expect(new Set(coupons.map(({ data }) => data.claimCoupon.id)).size).toBe(50);
  expect(new Set(coupons.map(({ data }) => data.claimCoupon.code)).size).toBe(50);

  const merchants = new pg.Client(graph.databaseUrl("merchants"));
  await merchants.connect();
  const count = async (sql: string) => Number((await merchants.query(sql, [offerId])).rows[0].count);
  expect(await count("select count(*) from coupons where offer_id = $1")).toBe(50);
  expect(await count("select issued as count from offer_totals where offer_id = $1")).toBe(50);
  expect(
    await count(
      "select count(*) from outbox where payload->>'offerId' = $1 and payload->>'couponId' is not null",
    ),
  ).toBe(50);
  await merchants.end();
});
