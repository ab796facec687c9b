import { readFileSync } from "node:fs";
import { meetings } from "@linli/meetings";
import { merchants } from "@linli/merchants";
import { people } from "@linli/people";
import { projects } from "@linli/projects";
import { printSubgraph } from "@linli/subgraph";
import { type ASTNode, Kind, parse, visit } from "graphql";
import { expect, test } from "vitest";
import { type ServiceName, serviceNames } from "./service-names.ts";

const schemas = {
  people: people({ secret: "for printing only" }).schema,
  projects: projects.schema,
  merchants: merchants({ couponSecret: "for printing only" }).schema,
  meetings: meetings.schema,
};

const committed = (name: ServiceName) =>
  readFileSync(new URL(`../../../services/${name}/schema.graphql`, import.meta.url), "utf8");

/** The types, fields, arguments, input fields and enum values that tell a reader nothing, as `Type.field.argument`. */
function undescribed(sdl: string): string[] {
  const path: string[] = [];
  const found: string[] = [];
  visit(parse(sdl), {
    enter(node) {
      if (node.kind === Kind.DIRECTIVE_DEFINITION) return false;
      if (!isElement(node)) return undefined;
      path.push(node.name.value);
      if ("description" in node && !node.description?.value.trim()) found.push(path.join("."));
      return undefined;
    },
    leave(node) {
      if (isElement(node)) path.pop();
    },
  });
  return found;
}

/** A type, or the extension of one, or something that it holds. */
function isElement(node: ASTNode): node is ASTNode & { name: { value: string } } {
  return /Definition$|TypeExtension$/.test(node.kind) && "name" in node && node.name !== undefined;
}

test("what lacks a description is found, wherever it is", () => {
  const sdl = `
    directive @own(of: Int) on OBJECT
    "Said." type Query { "Said." told(one: Int, "Said." two: Int): Kind! }
    extend type Query { untold: Int }
    enum Kind { "" BLANK }
    "Said." input Search { text: String }
  `;
  expect(undescribed(sdl)).toEqual(["Query.told.one", "Query.untold", "Kind", "Kind.BLANK", "Search.text"]);
});

test.each(serviceNames)("everything in the schema of %s has a description", (name) => {
  expect(undescribed(committed(name))).toEqual([]);
});

test.each(serviceNames)("the committed schema of %s is what its code prints", (name) => {
  expect(committed(name)).toBe(printSubgraph(schemas[name]));
});
