import { once } from "node:events";
import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { startGateway, startMerchants, startPeople } from "../../test/graph.ts";

const impatient = { minimumRps: 1, windowMs: 2_000, pauseMs: 300 };

async function start() {
  const [people, merchants] = [await startPeople(), await startMerchants()];
  const gateway = await startGateway([people, merchants], { resilience: impatient, timeoutMs: 400 });
  return { people, merchants, ...gateway };
}

const down = { extensions: { code: "SERVICE_UNAVAILABLE", service: "merchants" } };

const page = "{ cheapest { title } greeting }";
const well = { data: { cheapest: null, greeting: "hello" } };

/** Ways of being ill, and what the client is told of each. */
const illnesses: [how: string, instead: RequestListener, code: string][] = [
  ["hangs", () => {}, "SERVICE_TIMEOUT"],
  [
    "answers byte by byte",
    (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const drip = setInterval(() => response.write(" "), 20);
      response.once("close", () => clearInterval(drip));
    },
    "SERVICE_TIMEOUT",
  ],
  ["drops the connection", (request) => void request.socket.destroy(), "SERVICE_UNAVAILABLE"],
  [
    "drops the connection in the middle of its answer",
    (_request, response) => response.write('{"data":{', () => response.socket?.destroy()),
    "SERVICE_UNAVAILABLE",
  ],
  ["answers garbage", (_request, response) => response.end("\u0000not json"), "SERVICE_UNAVAILABLE"],
  ["answers nothing", (_request, response) => response.end(), "SERVICE_UNAVAILABLE"],
  [
    "answers 500",
    (_request, response) => response.writeHead(500).end("<html>stack</html>"),
    "SERVICE_UNAVAILABLE",
  ],
  [
    "answers 503",
    (_request, response) => response.writeHead(503, { "retry-after": "9" }).end(),
    "SERVICE_UNAVAILABLE",
  ],
  [
    "sends elsewhere",
    (_request, response) => response.writeHead(307, { location: "http://127.0.0.1:1/" }).end(),
    "SERVICE_UNAVAILABLE",
  ],
];

test.each(illnesses)(
  "a service that %s costs its fields, is left alone, and is tried again; the others are not concerned",
  async (_, instead, code) => {
    const { ask, merchants } = await start();
    let asked = 0;
    merchants.instead = (request, response) => {
      asked += 1;
      instead(request, response);
    };
    // Each another question: the same one would be asked once for all.
    const pages = Array.from({ length: 12 }, (_page, at) =>
      page.replace("cheapest", `cheapest(near: ${at})`),
    );
    const [first, ...others] = await Promise.all(pages.map((each) => ask(each)));
    expect(first).toEqual({
      ...well,
      errors: [{ message: expect.any(String), extensions: { code, service: "merchants" } }],
    });
    for (const answer of others) expect(answer).toMatchObject(well);
    // Now and then one request tries whether it is back; the others do not reach it.
    const leftAlone = async () => {
      const before = asked;
      expect(await ask(page)).toMatchObject(well);
      return asked === before;
    };
    await expect.poll(leftAlone, { timeout: 10_000, interval: 10 }).toBe(true);

    merchants.instead = undefined;
    await expect.poll(() => ask(page), { timeout: 5_000 }).toEqual(well);
  },
);

test("a service that answers JSON that is not GraphQL is unavailable", async () => {
  const { ask, merchants } = await start();
  merchants.instead = (_request, response) => response.end('{"hello":1}');
  expect(await ask(page)).toMatchObject({ ...well, errors: [down] });
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
