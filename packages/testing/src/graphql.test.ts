import { createRequire } from "node:module";
import { GraphQLSchema } from "graphql";
import { expect, test } from "vitest";

test("tests load the copy of graphql that Node gives to libraries", () => {
  const { GraphQLSchema: ofLibraries } = createRequire(import.meta.url)("graphql") as {
    GraphQLSchema: unknown;
  };
  expect(GraphQLSchema).toBe(ofLibraries);
});
