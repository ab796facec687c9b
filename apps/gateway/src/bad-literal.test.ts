import { expect, test } from "vitest";
import { startTill } from "../test/apollo-service.ts";
import { startGateway, startPeople } from "../test/graph.ts";

const start = async () => startGateway([await startPeople(), await startTill()]);

test.each([
  [
    "a variable",
    "query ($of: Fen!) { greeting change(of: $of) }",
    { of: 1.5 },
    /^Variable "\$of".*Fen is an/,
  ],
  [
    "a variable of a library's scalar",
    "query ($on: Day) { greeting takings(on: $on) }",
    { on: "tomorrow" },
    /Day is/,
  ],
  ["a literal", "{ greeting change(of: 1.5) }", {}, /^Fen is an integer\.$/],
  ["a literal of a library's scalar", '{ greeting takings(on: "tomorrow") }', {}, /^Day is of the form/],
  ["a number", "{ greeting takings(on: -1) }", {}, /^Day is of the form/],
  ["a list", "{ greeting takings(on: [1]) }", {}, /^Day is of the form/],
  ["a boolean", "{ greeting takings(on: true) }", {}, /^Day is of the form/],
  ["a default", 'query ($on: Day = "") { greeting takings(on: $on) }', {}, /^Day is of the form/],
])("what only a service can find wrong with %s reaches the caller", async (_, query, variables, message) => {
  const { send, logged } = await start();
  const response = await send(query, { variables });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    data: expect.objectContaining({ greeting: "hello" }),
    errors: [{ message: expect.stringMatching(message), extensions: { code: "BAD_USER_INPUT" } }],
  });
  expect(logged.join()).not.toMatch(/Masked error|did not answer|"level":50/);
});

test("good values pass", async () => {
  const { ask } = await start();
  expect(
    await ask('query ($of: Fen!) { change(of: $of) takings(on: "2030-01-01") }', { variables: { of: 2 } }),
  ).toEqual({ data: { change: "2", takings: "2030-01-01" } });
});

test("a service that refused a value is asked for the rest of the operation", async () => {
  const { ask } = await start();
  expect(await ask('{ change(of: 1.5) takings place(id: "7") { name tills } }')).toEqual({
    data: { change: null, takings: null, place: { name: "place 7", tills: 3 } },
    errors: [{ message: "Fen is an integer.", extensions: { code: "BAD_USER_INPUT" } }],
  });
});

test("a field that the service lacks is a bug of ours, not of the caller", async () => {
  const { ask, logged } = await start();
  expect(await ask("{ greeting gone }")).toEqual({
    data: { greeting: "hello", gone: null },
    errors: [
      {
        message: "Something went wrong.",
        extensions: { code: "INTERNAL_SERVER_ERROR", requestId: expect.any(String) },
      },
    ],
  });
  expect(logged.filter((line) => line.includes("Masked error"))).toEqual([
    expect.stringContaining('"service":"till","code":"GRAPHQL_VALIDATION_FAILED"'),
  ]);
});
