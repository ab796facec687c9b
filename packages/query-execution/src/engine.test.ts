import type { QueryPlan } from "@apollo/query-planner";
import { buildSchema, OperationTypeNode, parse, print } from "graphql";
import { expect, test } from "vitest";
import { Engine } from "./engine.ts";
import type { SubgraphRequest } from "./subgraph.ts";

const schema = buildSchema(`
  type Query { shelf(of: ID): Shelf }
  type Mutation { add(title: String): Book }
  type Shelf { label: String books: [Book!] }
  type Book { title: String pages: Int }
`);

/** An engine over one service, which is asked whatever the engine plans. */
function start(answer: object) {
  const planned: string[] = [];
  const engine = new Engine<undefined>({
    schema,
    supergraphSchema: schema,
    plan(document): QueryPlan {
      planned.push(print(document));
      const operation = print(document);
      const node = { kind: "Fetch" as const, serviceName: "books", operation, operationName: undefined };
      return { kind: "QueryPlan", node: { ...node, operationKind: OperationTypeNode.QUERY } };
    },
  });
  const ask = async (_request: SubgraphRequest<undefined>) => structuredClone(answer);
  const run = async (query: string, variables = {}) => {
    const asked = { document: parse(query), documentKey: query };
    const result = await engine.execute(asked, { variables, ask, context: undefined });
    return JSON.parse(JSON.stringify(result)) as unknown;
  };
  return { planned, run, engine };
}

const books = [{ title: "a", pages: 1 }];

test("operations that differ in the order and the names of fields have one plan, and each its own answer", async () => {
  const { planned, run } = start({
    data: { shelf: { label: "x", books } },
    errors: [{ message: "No.", path: ["shelf", "books", 0, "pages"] }],
  });
  const errors = (path: unknown[]) => [expect.objectContaining({ message: "No.", path })];
  expect(await run(`{ shelf { label books { title pages } } }`)).toEqual({
    data: { shelf: { label: "x", books } },
    errors: errors(["shelf", "books", 0, "pages"]),
  });
  const other = await run(`{ s: shelf { b: books { n: pages title } ...L } } fragment L on Shelf { label }`);
  expect(planned).toHaveLength(2);
  const third = await run(`{ s: shelf { ...L b: books { title n: pages } } } fragment L on Shelf { label }`);
  expect(planned).toHaveLength(2);
  const renamed = { s: { label: "x", b: [{ title: "a", n: 1 }] } };
  expect(third).toEqual({ data: renamed, errors: errors(["s", "b", 0, "n"]) });
  expect(other).toEqual(third);
  expect(Object.keys((other as { data: { s: object } }).data.s)).toEqual(["b", "label"]);
});

test("what is asked twice under two names, or with other arguments, is asked twice", async () => {
  const { planned, run } = start({ data: { shelf__0: null, shelf__1: null, shelf__2: null } });
  expect(await run(`{ a: shelf { label } b: shelf { label } shelf(of: "1") { label } }`)).toEqual({
    data: { a: null, b: null, shelf: null },
  });
  expect(planned[0]!.match(/shelf__\d: shelf/g)).toHaveLength(3);
});

test("a mutation is planned as it was written", async () => {
  const { planned, run } = start({ data: { b: { title: "b" }, a: { title: "a" } } });
  const mutation = `mutation { b: add(title: "b") { title } a: add(title: "a") { title } }`;
  expect(await run(mutation)).toEqual({ data: { b: { title: "b" }, a: { title: "a" } } });
  expect(planned).toEqual([print(parse(mutation))]);
});

test("an operation that was prepared is not planned again", async () => {
  const { planned, run, engine } = start({ data: { shelf: null } });
  const query = "query Page { shelf { label } }";
  engine.prepare({ document: parse(query), documentKey: "its hash", operationName: "Page" });
  expect(planned).toHaveLength(1);
  await run(query);
  expect(planned).toHaveLength(1);
});

test.each([[null], ["yes"]])("a variable that is %s cannot decide what is left out", async (maybe) => {
  const { run } = start({ data: {} });
  expect(
    await run("query ($maybe: Boolean = true) { shelf @skip(if: $maybe) { label } }", { maybe }),
  ).toEqual({
    errors: [expect.objectContaining({ message: expect.stringContaining("$maybe") })],
  });
});
