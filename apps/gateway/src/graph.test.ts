import { expect, test } from "vitest";
import { startGateway, startMerchants, startPeople } from "../test/graph.ts";

const page = `{ place(id: "7") { name offers { title } } greeting }`;

async function start(options = {}) {
  const [people, merchants] = [await startPeople(), await startMerchants()];
  return { people, merchants, ...(await startGateway([people, merchants], options)) };
}

/** No address, path, cause or stack may leave the gateway. */
function expectNothingInside(body: unknown) {
  expect(JSON.stringify(body)).not.toMatch(
    /127\.0\.0\.1|https?:|:\d{4}|ECONN|UND_ERR|select|stack|node_modules|<html/i,
  );
}

test("one operation over two services", async () => {
  const { ask, merchants } = await start();
  expect(await ask(page)).toEqual({
    data: { place: { name: "place 7", offers: [{ title: "bread" }] }, greeting: "hello" },
  });
  const { headers } = merchants.received[0]!;
  expect(headers).toMatchObject({ "x-request-id": expect.stringMatching(/^[\w-]{36}$/) });
  expect(headers).not.toHaveProperty("linli-passport");
});

test("a service that is down costs its fields only", async () => {
  const { ask, merchants } = await start();
  await merchants.stop();
  const answer = await ask(
    `{ place(id: "7") { name offers { title } } greeting cheapest { title } offer(id: 1) { id } }`,
  );
  expect(answer).toEqual({
    data: {
      place: { name: "place 7", offers: null },
      greeting: "hello",
      cheapest: null,
      offer: null,
    },
    errors: [
      {
        message: "The merchants service did not answer.",
        extensions: { code: "SERVICE_UNAVAILABLE", service: "merchants" },
      },
    ],
  });
  expectNothingInside(answer);
});

test("a service that is too slow costs its fields only, and a mutation of it is not sent again", async () => {
  const { ask, merchants } = await start({ timeoutsMs: { merchants: 50 } });
  let asked = 0;
  merchants.instead = () => void asked++;
  const timeout = {
    message: "The merchants service took too long to answer.",
    extensions: { code: "SERVICE_TIMEOUT", service: "merchants" },
  };
  expect(await ask(page)).toEqual({
    data: { place: { name: "place 7", offers: null }, greeting: "hello" },
    errors: [timeout],
  });
  expect(await ask(`mutation { renameOffer(id: 1, title: "cake") { id } }`)).toEqual({
    data: { renameOffer: null },
    errors: [timeout],
  });
  expect(asked).toBe(2);
});

test("the timeout counts until the last byte", async () => {
  const { ask, merchants } = await start({ timeoutMs: 100 });
  merchants.instead = (_request, response) => void response.writeHead(200).write('{"data":');
  expect(await ask(page)).toMatchObject({ errors: [{ extensions: { code: "SERVICE_TIMEOUT" } }] });
});

test.each([
  ["an error page", 500, "<html>at /srv/app.js, http://127.0.0.1:5432</html>"],
  ["text", 200, "select 1"],
  ["text and 400", 400, "http://127.0.0.1"],
  ["JSON and 400 that is no GraphQL", 400, '{"error":"http://127.0.0.1","errors":[]}'],
  ["JSON that is no GraphQL", 200, '["http://127.0.0.1"]'],
  ["a cut answer", 200, '{"data":{"_entities":['],
])("a service that answers with %s costs its fields only", async (_, status, text) => {
  const { ask, merchants } = await start();
  merchants.instead = (_request, response) => response.writeHead(status).end(text);
  const answer = await ask(page);
  expect(answer).toMatchObject({
    data: { place: { name: "place 7", offers: null }, greeting: "hello" },
    errors: [
      {
        message: "The merchants service did not answer.",
        extensions: { code: "SERVICE_UNAVAILABLE" },
      },
    ],
  });
  expectNothingInside(answer);
});

test("what breaks inside a service is masked and tied to the request's id", async () => {
  const { send, logged } = await start();
  const response = await send("{ greeting broken drifted }", {
    headers: { "x-request-id": "request-of-this-test" },
  });
  const requestId = response.headers.get("x-request-id");
  const answer = await response.json();
  const masked = {
    message: "Something went wrong.",
    extensions: { code: "INTERNAL_SERVER_ERROR", requestId },
  };
  expect(requestId).toBe("request-of-this-test");
  expect(answer).toEqual({
    data: { greeting: "hello", broken: null, drifted: null },
    errors: [
      { ...masked, path: ["broken"] },
      { ...masked, path: ["drifted"] },
    ],
  });
  expect(
    logged.filter((line) => line.includes("Masked error") && line.includes(String(requestId))),
  ).toHaveLength(2);
  expect(logged.join()).not.toContain("138");
});

test("a refusal of a service keeps its message, code and path", async () => {
  const { send } = await start();
  const response = await send("{ refused }");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    data: { refused: null },
    errors: [{ message: "You may not see this.", path: ["refused"], extensions: { code: "FORBIDDEN" } }],
  });
});

test.each([
  ["{ place", {}, "GRAPHQL_PARSE_FAILED"],
  ["{ nothing }", {}, "GRAPHQL_VALIDATION_FAILED"],
  ["query ($id: ID!) { place(id: $id) { id } }", { id: [1] }, "BAD_USER_INPUT"],
])("callers are told what is wrong with %s", async (query, variables, code) => {
  const { send } = await start();
  const response = await send(query, { variables });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
});

test("a hostile document is refused before it is read to its end", async () => {
  const { send, people } = await start();
  const response = await send(`{ ${"greeting ".repeat(20_000)} }`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    errors: [
      {
        message: expect.stringContaining("more that 5000 tokens"),
        extensions: { code: "GRAPHQL_PARSE_FAILED" },
      },
    ],
  });
  expect(people.received).toEqual([]);
});
