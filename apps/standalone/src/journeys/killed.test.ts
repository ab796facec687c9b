import { verifiedResidents } from "@linli/demo-world";
import { expect, test } from "vitest";
import pg from "pg";
import { databaseUrl, newcomer, start } from "../test/platform-process.ts";
import { liveOffer } from "./live-offer.ts";
import { claimCoupon } from "./operations.ts";

test(
  "killed amid 500 claims and started again: no coupon without its stock and its event, no yes without a coupon",
  { timeout: 240_000 },
  async () => {
    const env = await newcomer();
    const first = start(env);
    await first.says("Ctrl-C");
    const offerId = await liveOffer(first, { stock: 400 });
    const tokens: string[] = [];
    for (const { id } of verifiedResidents().slice(0, 500)) tokens.push(await first.token({ personId: id }));

    let answered = 0;
    const claims = tokens.map(async (token, index) => {
      const answer = await first.ask(claimCoupon, { offerId, key: `claim-of-${index}` }, token);
      if (++answered === 100) first.child.kill("SIGKILL");
      return answer.data?.claimCoupon.id as string | undefined;
    });
    const settled = await Promise.allSettled(claims);
    const promised = settled.flatMap((claim) =>
      claim.status === "fulfilled" && claim.value ? [claim.value] : [],
    );
    expect(settled.some(({ status }) => status === "rejected")).toBe(true);
    expect(promised.length).toBeGreaterThan(0);

    const again = start(env);
    await again.says("Ctrl-C");
    const url = await databaseUrl(env, "merchants");
    const rows = (sql: string) => ask(url, sql, [offerId]);
    const coupons = (await rows("select id from coupons where offer_id = $1")).map(
      ({ id }: { id: string }) => id,
    );
    const [{ issued }] = await rows("select issued from offer_totals where offer_id = $1");
    const events = await rows(
      "select id from outbox where name like 'merchants.coupon-moved.%' and payload->>'offerId' = $1",
    );
    expect(coupons.length).toBe(issued);
    expect(events.length).toBe(issued);
    expect(coupons).toEqual(expect.arrayContaining(promised));

    // Who was not answered asks again with the same key, and gets what was there, or a first one.
    const retried: string[] = [];
    for (let from = 0; from < tokens.length; from += 25) {
      const wave = tokens.slice(from, from + 25).map(async (token, index) => {
        const answer = await again.ask(claimCoupon, { offerId, key: `claim-of-${from + index}` }, token);
        expect(answer.errors).toBeUndefined();
        return (
          answer.data.claimCoupon.code === "SOLD_OUT" ? "SOLD_OUT" : answer.data.claimCoupon.__typename
        ) as string;
      });
      retried.push(...(await Promise.all(wave)));
    }
    expect(retried.filter((answer) => answer === "Coupon")).toHaveLength(400);
    expect(retried.filter((answer) => answer === "SOLD_OUT")).toHaveLength(100);
    expect(await rows("select issued from offer_totals where offer_id = $1")).toEqual([{ issued: 400 }]);
    expect(await again.end("SIGTERM")).toBe(0);
  },
);

async function ask(url: string, sql: string, values: unknown[]) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}
