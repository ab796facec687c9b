import { createPassportKeys } from "@linli/passport";
import { expect, test } from "vitest";
import { startGateway, startMerchants, startPeople, viewer } from "../../test/graph.ts";
import { startIssuer } from "../../test/issuer.ts";
import { sizeOfVariables } from "./limits.ts";

async function start(options: Parameters<typeof startGateway>[1] = {}) {
  const people = await startPeople();
  const started = await startGateway([people, await startMerchants()], options);
  return { people, ...started };
}

const spread = (count: number) =>
  Array.from({ length: count }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(" ");
const deep = (levels: number) => `{ ${"place(id: 1) { ".repeat(levels)} id ${"} ".repeat(levels)} }`;
const many = (count: number, each: (n: number) => string) =>
  `{ ${Array.from({ length: count }, (_, n) => each(n)).join(" ")} }`;

test.each([
  ["too deep", deep(17), {}],
  ["with too many aliases", `{ place(id: 1) ${many(51, (n) => `a${n}: id`)} }`, {}],
  ["with too many aliases of __typename", `{ place(id: 1) ${many(51, (n) => `a${n}: __typename`)} }`, {}],
  ["with too many fields at the top", many(21, (n) => (n % 2 ? `greeting` : `broken`)), {}],
  ["with too many directives", `{ greeting ${"@include(if: true) ".repeat(51)} }`, {}],
  [
    "with fragments that double one another",
    `{ ...F0 } ${spread(60)} fragment F60 on Query { greeting }`,
    {},
  ],
  ["with a long list in its variables", "{ greeting }", { ids: Array.from({ length: 1_001 }, () => "1") }],
  [
    "with a list that lies deep in its variables",
    "{ greeting }",
    { a: { b: [{ c: Array(1_001).fill(0) }] } },
  ],
  [
    "with variables that lie too deep",
    "{ greeting }",
    { a: JSON.parse(`${"[".repeat(16)}${"]".repeat(16)}`) },
  ],
])("an operation %s is refused before anything is asked", async (_, query, variables) => {
  const { send, people } = await start();
  const response = await send(query, { variables });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    errors: [
      {
        message: expect.stringMatching(/^The operation has \S+ .*; \d+ are the most\.$/),
        extensions: { code: "OPERATION_TOO_LARGE", requestId: expect.any(String) },
      },
    ],
  });
  expect(people.received).toEqual([]);
});

test("fragments that spread one another in a circle are refused as such", async () => {
  const { send, people } = await start();
  const response = await send("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }");
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }],
  });
  expect(people.received).toEqual([]);
});

test("what may be asked is a matter of configuration, and what it costs is told", async () => {
  const { send } = await start({ limits: { cost: 2 } });
  const cheap = await send('{ place(id: "1") { name } }');
  expect(cheap.headers.get("linli-cost")).toBe("estimated=1, actual=1");
  const dear = await send('{ place(id: "1") { offers { title } } }');
  expect(dear.status).toBe(400);
  expect(await dear.json()).toEqual({
    errors: [
      {
        message: "The operation has 11 points of cost; 2 are the most.",
        extensions: { code: "OPERATION_TOO_LARGE" },
      },
    ],
  });
});

test("whoever has spent a minute's points waits, and is told how long; others are not concerned", async () => {
  const issuer = await startIssuer();
  const known = { alice: viewer, bob: { ...viewer, person: "01900000-0000-7000-8000-00000000000b" } };
  const people = await startPeople(known);
  const { private: passportKey } = await createPassportKeys();
  const { send } = await startGateway([people], {
    signIn: { issuer: issuer.issuer, audience: "linli", passportKey },
    budgets: { viewerPoints: 12, addressPoints: 2 },
  });
  const ask = async (query: string, subject?: string) => {
    if (!subject) return send(query);
    return send(query, { headers: { authorization: `Bearer ${await issuer.token(subject)}` } });
  };
  const one = '{ place(id: "1") { name } }';
  for (let turn = 0; turn < 12; turn++) expect((await ask(one, "alice")).status).toBe(200);
  const refused = await ask(one, "alice");
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "RATE_LIMITED" } }] });
  expect((await ask(one, "bob")).status).toBe(200);
  // Visitors of one address share.
  expect([await ask(one), await ask(one), await ask(one)].map(({ status }) => status)).toEqual([
    200, 200, 429,
  ]);
});

test("the longest list is found however deep it lies, without recursion", () => {
  expect(sizeOfVariables({ a: [1, [2, 3, [4, 5, 6, 7]]] })).toEqual({ listItems: 4, variableDepth: 4 });
  const deepList = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  expect(sizeOfVariables(deepList)).toEqual({ listItems: 1, variableDepth: 100_000 });
  for (const single of [null, "text", undefined])
    expect(sizeOfVariables(single)).toEqual({ listItems: 0, variableDepth: 0 });
});
