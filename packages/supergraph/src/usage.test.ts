import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { link, subgraph } from "../test/fixtures.ts";
import { composeSupergraph } from "./compose.ts";
import { readOperations } from "./read-operations.ts";
import { brokenOperations } from "./usage.ts";

const graphOf = (sdl: string) => composeSupergraph([subgraph("offers", link + sdl)]).supergraphSdl;
const committed = graphOf(
  "type Query { offers(first: Int): [Offer!]! } type Offer { title: String note: String }",
);
const changed = graphOf("type Query { offers(first: Int): [Offer!]! } type Offer { title: String }");

const operation = (name: string, body: string, count: number, client: string | null = "till") => ({
  name,
  body,
  client,
  clientVersion: client && "1.2",
  count,
});

test("operations that a change would break are named with who asks them, the most asked first", () => {
  const operations = [
    operation("Titles", "query Titles { offers { title } }", 900),
    operation("Notes", "query Notes { offers { note } }", 3),
    operation("All", "query All { offers(first: 0) { title note } }", 40, null),
    operation("Long ago", "query Old { offers { gone } }", 7),
  ];
  expect(brokenOperations(operations, committed, changed)).toEqual([
    'All (asked 40 times): Cannot query field "note" on type "Offer".',
    'Notes of till 1.2 (asked 3 times): Cannot query field "note" on type "Offer".',
  ]);
  expect(brokenOperations(operations, committed, committed)).toEqual([]);
});

test("operations are read from usage and from manifests", async () => {
  const folder = await mkdtemp(join(tmpdir(), "linli-usage-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "file.json");
  const body = "{ offers { title } }";
  const write = (format: string, operations: object[]) =>
    writeFile(path, JSON.stringify({ format, version: 1, operations }));
  await write("linli-usage", [{ ...operation("A", body, 2), lastAsked: "2026-05-01" }]);
  expect(await readOperations(path)).toEqual([operation("A", body, 2)]);
  await write("apollo-persisted-query-manifest", [{ id: "1", name: "A", type: "query", body }]);
  expect(await readOperations(path)).toEqual([{ name: "A", body, client: null, clientVersion: null }]);
  await write("other", []);
  await expect(readOperations(path)).rejects.toThrow("holds neither usage nor a manifest");
});
