import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { places } from "../test/fixtures.ts";
import { composeSupergraph } from "./compose.ts";
import { manifestOf } from "./manifest.ts";

const { supergraphSdl } = composeSupergraph([places]);
const file = (text: string, name = "a.graphql") => ({ file: name, text });

test("an operation is listed with the fragments that it uses, under the hash of its text", () => {
  const { operations, ...rest } = manifestOf(
    [
      [
        file("query Page { place(id: 1) { ...Top } } fragment Unused on Place { name }"),
        file("fragment Top on Place { name ...Area } fragment Area on Place { area }", "b.graphql"),
        file("query Name { place(id: 1) { name } }", "c.graphql"),
      ],
      // Another front end may have an operation of the same name.
      [file("query Name { place(id: 2) { name } }")],
    ],
    supergraphSdl,
  );
  expect(rest).toEqual({ format: "apollo-persisted-query-manifest", version: 1 });
  expect(operations.map(({ name, type }) => `${type} ${name}`)).toEqual([
    "query Name",
    "query Name",
    "query Page",
  ]);
  const { id, body } = operations.at(-1)!;
  expect(body.replaceAll(/\s+/g, " ")).toBe(
    "query Page { place(id: 1) { ...Top } } fragment Area on Place { area } fragment Top on Place { name ...Area }",
  );
  expect(id).toBe(createHash("sha256").update(body).digest("hex"));
});

test("all that is wrong is told, by file and name", () => {
  const sources = [
    file("{ place(id: 1) { name } }"),
    file("query A { place(id: 1) { nam } } query A { place(id: 1) { ...Gone } }", "b.graphql"),
    file("query {", "c.graphql"),
    file("fragment F on Place { name }", "d.graphql"),
    file("fragment F on Place { area }", "e.graphql"),
  ];
  expect(() => manifestOf([sources], supergraphSdl)).toThrow(
    [
      "These documents cannot be used:",
      "c.graphql: Syntax Error: Expected Name, found <EOF>.",
      'e.graphql: there is another fragment "F".',
      "a.graphql: an operation has no name.",
      'b.graphql: A: Cannot query field "nam" on type "Place". Did you mean "name"?',
      'b.graphql: there is another operation "A".',
      'b.graphql: A: Unknown fragment "Gone".',
    ].join("\n- "),
  );
});

test("the command reads front ends' folders and writes the manifest", async () => {
  const folder = await mkdtemp(join(tmpdir(), "linli-manifest-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "app", "pages"), { recursive: true });
  await mkdir(join(folder, "app", "node_modules"));
  await writeFile(join(folder, "app", "pages", "me.graphql"), "query Me { viewer { id } }");
  await writeFile(join(folder, "app", "node_modules", "other.graphql"), "query {");
  const said = execFileSync(
    process.execPath,
    [fileURLToPath(new URL("manifest.main.ts", import.meta.url)), "manifest.json", "app"],
    { env: { INIT_CWD: folder }, encoding: "utf8" },
  );
  expect(said).toBe("manifest.json holds 1 operations.\n");
  const written: unknown = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  expect(written).toMatchObject({ operations: [{ name: "Me", type: "query" }] });
});
