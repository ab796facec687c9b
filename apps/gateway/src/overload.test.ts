import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { startGateway, startMerchants, startPeople } from "../test/graph.ts";

/** Each another question: the same one might be asked once for all. */
const different = [1, 2, 3].map((place) => `{ cheapest(near: ${place}) { id } }`);

test("while the process is behind with its work requests are turned away at once, and let in again afterwards", async () => {
  const { send, url } = await startGateway([await startPeople()], { capacity: { eventLoopDelayMs: 300 } });
  const status = async () => (await send("{ greeting }")).status;
  await expect.poll(status, { timeout: 10_000 }).toBe(200);

  // What an overload does, again and again: nothing else gets its turn.
  let refused = await send("{ greeting }");
  for (let turn = 0; turn < 20 && refused.status !== 503; turn++) {
    const busyUntil = performance.now() + 500;
    while (performance.now() < busyUntil);
    await delay(1);
    refused = await send("{ greeting }");
  }
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "OVERLOADED" } }] });
  // Whoever looks after it still hears that it lives.
  expect((await fetch(`${url}/health`)).status).toBe(200);

  await expect.poll(status, { timeout: 10_000 }).toBe(200);
});

test("clients that leave before their answer leave room for others", async () => {
  const merchants = await startMerchants();
  const { url, send } = await startGateway([await startPeople(), merchants], { capacity: { inFlight: 3 } });
  const arrived = Promise.withResolvers<void>();
  let asked = 0;
  merchants.instead = () => {
    asked += 1;
    if (asked === 3) arrived.resolve();
  };
  const leaving = new AbortController();
  const left = different.map((query) =>
    fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
      signal: leaving.signal,
    }).catch(() => "left"),
  );
  await arrived.promise;
  expect((await send("{ greeting }")).status).toBe(503);
  leaving.abort();
  expect(await Promise.all(left)).toEqual(["left", "left", "left"]);
  await expect.poll(async () => (await send("{ greeting }")).status, { timeout: 10_000 }).toBe(200);
});

test("more operations than it takes on at once are turned away, and let in when the others are done", async () => {
  const merchants = await startMerchants();
  const { send } = await startGateway([await startPeople(), merchants], { capacity: { inFlight: 3 } });
  const asked = Promise.withResolvers<void>();
  const answers: (() => void)[] = [];
  merchants.instead = (_request, response) => {
    answers.push(() => response.end('{"data":{"cheapest":null}}'));
    if (answers.length === 3) asked.resolve();
  };
  const underWay = different.map((query) => send(query));
  await asked.promise;
  const refused = await Promise.all(Array.from({ length: 30 }, () => send("{ greeting }")));
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
  for (const answer of answers) answer();
  expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await send("{ greeting }")).status).toBe(200);
});
