import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { startGateway, startMerchants, startPeople } from "../../test/graph.ts";

const impatient = { minimumRps: 1, windowMs: 2_000, pauseMs: 300 };

async function start() {
  const [people, merchants] = [await startPeople(), await startMerchants()];
  const gateway = await startGateway([people, merchants], { resilience: impatient, timeoutMs: 400 });
  return { people, merchants, ...gateway };
}

const down = { extensions: { code: "SERVICE_UNAVAILABLE", service: "merchants" } };

test("a service that keeps failing is left alone, the others are not concerned, and it is tried again", async () => {
  const { ask, merchants } = await start();
  merchants.instead = (_request, response) => response.writeHead(500).end("<html>stack</html>");
  for (let turn = 0; turn < 10; turn++)
    expect(await ask("{ cheapest { title } greeting }")).toMatchObject({
      data: { cheapest: null, greeting: "hello" },
      errors: [down],
    });
  const asked = merchants.received.length;
  expect(asked).toBeLessThan(10);
  expect(await ask("{ cheapest { title } greeting }")).toMatchObject({
    data: { greeting: "hello" },
    errors: [down],
  });
  expect(merchants.received.length).toBe(asked);

  merchants.instead = undefined;
  await delay(impatient.pauseMs + 50);
  expect(await ask('{ offer(id: "1") { title } }')).toEqual({ data: { offer: { title: "bread" } } });
});

test.each([
  ["hangs", () => {}],
  ["answers byte by byte", (_: unknown, response: { write(text: string): void }) => response.write("{")],
])("a service that %s costs its fields after the timeout", async (_, instead) => {
  const { ask, merchants } = await start();
  merchants.instead = instead as never;
  expect(await ask("{ cheapest { title } greeting }")).toMatchObject({
    data: { cheapest: null, greeting: "hello" },
    errors: [{ extensions: { code: "SERVICE_TIMEOUT", service: "merchants" } }],
  });
});

test.each([
  ["garbage", "not json"],
  ["JSON that is no GraphQL answer", '{"hello":1}'],
  ["nothing", ""],
])("a service that answers %s is unavailable", async (_, body) => {
  const { ask, merchants } = await start();
  merchants.instead = (_request, response) => response.end(body);
  expect(await ask("{ cheapest { title } greeting }")).toMatchObject({
    data: { greeting: "hello" },
    errors: [down],
  });
});

test("a lost connection is tried once more for a query, never for a mutation", async () => {
  const { ask, merchants } = await start();
  let lost = 0;
  merchants.instead = (request) => {
    lost += 1;
    request.socket.destroy();
    merchants.instead = undefined;
  };
  expect(await ask('{ offer(id: "1") { title } }')).toEqual({ data: { offer: { title: "bread" } } });
  expect(lost).toBe(1);

  merchants.instead = (request) => void request.socket.destroy();
  const before = merchants.received.length;
  expect(await ask('mutation { renameOffer(id: "1", title: "x") { title } }')).toMatchObject({
    errors: [down],
  });
  expect(merchants.received.length - before).toBeLessThanOrEqual(1);
});

test("when a client leaves, its query is not waited for any more", async () => {
  const { url, merchants } = await start();
  const asked = Promise.withResolvers<void>();
  const cancelled = Promise.withResolvers<void>();
  merchants.instead = (_request, response) => {
    asked.resolve();
    void once(response, "close").then(() => cancelled.resolve());
  };
  const leaving = new AbortController();
  const answer = fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"query":"{ cheapest { title } }"}',
    signal: leaving.signal,
  });
  await asked.promise;
  leaving.abort();
  await expect(answer).rejects.toThrow();
  await cancelled.promise;
});
