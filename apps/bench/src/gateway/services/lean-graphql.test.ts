import { expect, test } from "vitest";
import { answerLeanly, type LeanResolvers } from "./lean-graphql.ts";

const ada = { __typename: "User", id: "1", name: "Ada" };
const resolvers: LeanResolvers = {
  Query: {
    users: (_root, { first }) => [ada].slice(0, first as number),
    _entities: (_root, { representations }) => representations,
  },
  User: { reviews: () => [{ __typename: "Review", id: "r1", author: ada }] },
};

test("aliases, arguments, fragments and lists are answered in the order they are asked", () => {
  const query = `query ($n: Int!) { people: users(first: $n) { ...U reviews { __typename id } } none: users(first: 0) { id } }
    fragment U on User { name n: id }`;
  expect(JSON.stringify(answerLeanly({ query, variables: { n: 1 } }, resolvers))).toBe(
    '{"data":{"people":[{"name":"Ada","n":"1","reviews":[{"__typename":"Review","id":"r1"}]}],"none":[]}}',
  );
});

test("what is selected twice is merged, and fragments of other types are passed over", () => {
  const query = `{ users(first: 1) { reviews { id } ... on User { reviews { author { name } } } ... on Product { upc } } }`;
  expect(answerLeanly({ query }, resolvers).data).toEqual({
    users: [{ reviews: [{ id: "r1", author: { name: "Ada" } }] }],
  });
});

test("entities are answered one for each representation", () => {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { reviews { id } } } }`;
  expect(answerLeanly({ query, variables: { r: [ada, ada] } }, resolvers).data).toEqual({
    _entities: [{ reviews: [{ id: "r1" }] }, { reviews: [{ id: "r1" }] }],
  });
});
