import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { startGateway, startPeople } from "../test/graph.ts";

test("while the process is behind with its work requests are turned away at once, and let in again afterwards", async () => {
  const { send, url } = await startGateway([await startPeople()], { maxEventLoopDelayMs: 300 });
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
