import { buildSchema, type OperationDefinitionNode, parse } from "graphql";
import { expect, test } from "vitest";
import { costModelOf, costOf, costOfAnswer } from "./cost.ts";

const supergraph = `
  directive @cost(weight: Int!) on FIELD_DEFINITION | OBJECT
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean) on FIELD_DEFINITION
  type Query {
    place(id: Int): Place
    pilots: [Place!]!
    heavy: Int @cost(weight: 50)
    recent: [Place!]! @listSize(assumedSize: 3)
  }
  type Mutation { rename: Place }
  type Place {
    name: String!
    people(first: Int, last: Int): PeopleConnection!
      @listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["nodes", "edges"])
  }
  type PeopleConnection { nodes: [Person!]! edges: [Edge!]! totalCount: Int! }
  type Edge { node: Person! }
  type Person @cost(weight: 2) { name: String! place: Place }
`;
const schema = buildSchema(supergraph);
const model = costModelOf(supergraph);
const cost = (text: string, variables = {}) => {
  const document = parse(text);
  return costOf(document, document.definitions[0] as OperationDefinitionNode, variables, schema, model)
    .points;
};

test.each([
  ["{ place { name } }", 1],
  ["{ heavy __typename }", 50],
  ["{ pilots { name } }", 10],
  ["{ recent { name } }", 3],
  ["mutation { rename { name } }", 11],
  // A place, its connection, and twenty people of two points each.
  ["{ place { people { nodes { name } totalCount } } }", 1 + 1 + 40],
  ["{ place { people(first: 5) { nodes { name } } } }", 1 + 1 + 10],
  ["{ place { people(last: 5) { edges { node { name } } } } }", 1 + 1 + 5 * (1 + 2)],
  ["{ place { people(first: 0) { nodes { name } } } }", 1 + 1 + 2],
  [
    "{ place { people(first: 100) { nodes { place { people(first: 100) { nodes { name } } } } } } }",
    1 + 1 + 100 * (2 + 1 + 1 + 200),
  ],
])("%s costs %i", (text, points) => expect(cost(text)).toBe(points));

test("a variable says how long a list is; one that is no number does not make it shorter", () => {
  const text = "query ($n: Int) { place { people(first: $n) { nodes { name } } } }";
  expect(cost(text, { n: 50 })).toBe(1 + 1 + 100);
  expect(cost(text, { n: -7 })).toBe(1 + 1 + 2);
  expect(cost(text)).toBe(1 + 1 + 40);
  const byDefault = text.replace("Int", "Int = 100");
  expect(cost(byDefault)).toBe(1 + 1 + 200);
  expect(cost(byDefault, { n: 1 })).toBe(1 + 1 + 2);
});

test("it is told on which variables a cost depends", () => {
  const document = parse(
    "query ($n: Int, $other: Int) { place { people(first: $n) { nodes { name @skip(if: false) } } } p: place(id: $other) { name } }",
  );
  const [operation] = document.definitions as [OperationDefinitionNode];
  expect(costOf(document, operation, {}, schema, model).dependsOn).toEqual(["n"]);
});

test("fragments cost where they are spread, as often as that is, without being walked each time", () => {
  expect(
    cost("{ place { ...F } p: place { ...F } } fragment F on Place { people(first: 1) { nodes { name } } }"),
  ).toBe(2 * (1 + 1 + 2));
  const chain = Array.from(
    { length: 100 },
    (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`,
  );
  expect(cost(`{ ...F0 } ${chain.join(" ")} fragment F100 on Query { heavy }`)).toBe(50 * 2 ** 100);
});

test("an answer costs a point for each object", () => {
  expect(costOfAnswer({ place: { name: "1", people: { nodes: [{ name: "a" }, { name: "b" }] } } })).toBe(4);
  expect(costOfAnswer(null)).toBe(0);
});
