import { readFile } from "node:fs/promises";
import { isNonNullType } from "graphql";
import { expect, test } from "vitest";
import { supergraphFile } from "./committed.ts";
import { publicSchema } from "./contract.ts";

test("a query whose service fails costs its own field and not the page: no field of Query is non-null", async () => {
  const fields = publicSchema(await readFile(supergraphFile, "utf8"))
    .getQueryType()!
    .getFields();
  expect(Object.keys(fields).length).toBeGreaterThan(20);
  const nonNull = Object.values(fields).filter(({ type }) => isNonNullType(type));
  expect(nonNull.map(({ name }) => name)).toEqual([]);
});
