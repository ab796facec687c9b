import { composeSupergraph } from "@linli/supergraph";
import { buildSchema, parse, print, validate } from "graphql";
import { expect, test } from "vitest";
import { storefrontSubgraphs } from "../services/storefront.ts";
import { distinctOperation, identicalOperation } from "./storefront-operation.ts";

const schema = buildSchema(composeSupergraph(storefrontSubgraphs({})).supergraphSdl, { assumeValid: true });

test("each number has a valid operation of its own, the same whenever it is made", () => {
  const documents = Array.from({ length: 500 }, (_, number) => parse(distinctOperation(number).query));
  for (const document of [parse(identicalOperation.query), ...documents])
    expect(validate(schema, document)).toEqual([]);
  // Printing takes the comments off: no two are the same but for those.
  expect(new Set(documents.map((document) => print(document))).size).toBe(500);
  expect(distinctOperation(7)).toEqual(distinctOperation(7));
});
