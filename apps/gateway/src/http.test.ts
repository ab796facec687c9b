import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

import { startGateway, startMerchants, startPeople } from "../test/graph.ts";

async function start(options = {}) {
  const [people, merchants] = [await startPeople(), await startMerchants()];
  return { people, merchants, ...(await startGateway([people, merchants], options)) };
}

test("the gateway is ready when every service is, and names those that are not", async () => {
  const { url, people, merchants } = await start();
  const ready = async () => {
    const response = await fetch(`${url}/ready`);
    return { status: response.status, body: await response.json() };
  };
  // merchants has no /ready here: it counts when it answers.
  expect(await ready()).toEqual({ status: 200, body: { ready: true, notReady: [] } });
  people.instead = (_request, response) => response.writeHead(503).end();
  expect(await ready()).toEqual({ status: 503, body: { ready: false, notReady: ["people"] } });
  await merchants.stop();
  expect(await ready()).toEqual({
    status: 503,
    body: { ready: false, notReady: ["merchants", "people"] },
  });
  expect((await fetch(`${url}/health`)).status).toBe(200);
});

test("the door says what it is, and what is not there", async () => {
  const { url } = await start();
  expect(await (await fetch(url)).json()).toMatchObject({ graphql: "/graphql", ready: "/ready" });
  const missing = await fetch(`${url}/nothing`);
  expect(missing.status).toBe(404);
  expect(await missing.json()).toMatchObject({ errors: [{ extensions: { code: "NOT_FOUND" } }] });
});

test.each([
  ["a form of another site", { "content-type": "text/plain" }, '{"query":"{ greeting }"}', 400],
  ["a body that is no JSON", { "content-type": "application/json" }, "{", 400],
  ["a body that is too large", { "content-type": "application/json" }, " ".repeat(300_000), 413],
])("%s is refused", async (_, headers, body, status) => {
  const { url, people } = await start();
  const response = await fetch(`${url}/graphql`, { method: "POST", headers, body });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: "BAD_REQUEST" } }],
  });
  expect(people.received).toEqual([]);
});

const echo: RequestListener = async (request, response) => {
  response.end(JSON.stringify([request.url, await text(request)]));
};

test("other things share the port under a prefix", async () => {
  const { url } = await start({ mounts: { "/identity": echo } });
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const posted = await fetch(`${url}/identity/token?x=1`, { method: "POST", headers: form, body: "a=1" });
  expect(await posted.json()).toEqual(["/identity/token?x=1", "a=1"]);
  expect(await (await fetch(`${url}/identity`)).json()).toEqual(["/identity", ""]);
  expect((await fetch(`${url}/identityx`)).status).toBe(404);
});

test("a request under way is answered before the gateway stops", async () => {
  const { ask, stop, merchants, url } = await start();
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  merchants.instead = async (_request, response) => {
    asked.resolve();
    await answered.promise;
    response.end('{"data":{"cheapest":{"title":"bread"}}}');
  };
  const answer = ask("{ cheapest { title } }");
  await asked.promise;
  const stopped = stop();
  await expect(fetch(`${url}/health`)).rejects.toThrow("fetch failed");
  answered.resolve();
  expect(await answer).toEqual({ data: { cheapest: { title: "bread" } } });
  await stopped;
});

test("a request that does not end is cut at the deadline", async () => {
  const { ask, stop, merchants } = await start();
  const asked = Promise.withResolvers<void>();
  merchants.instead = () => asked.resolve();
  const answer = ask("{ cheapest { title } }");
  const cut = expect(answer).rejects.toThrow();
  await asked.promise;
  await stop(20);
  await cut;
});

test("addresses, operations and tokens are not logged", async () => {
  const { url, logged } = await start();
  await fetch(`${url}/graphql?query={greeting}`, {
    headers: { "apollo-require-preflight": "1", authorization: "Bearer secret-token" },
  });
  expect(logged.join()).toContain('"route":"/graphql"');
  expect(logged.join()).not.toMatch(/greeting|secret-token|remoteAddress/);
});
