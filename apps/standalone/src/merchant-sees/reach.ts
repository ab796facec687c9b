import { readFileSync } from "node:fs";
import { publicSchema } from "@linli/supergraph";
import {
  buildSchema,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from "graphql";

const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), "utf8");
const graph = publicSchema(read("packages/supergraph/supergraph.graphql"));
const merchants = buildSchema(read("services/merchants/schema.graphql"), { assumeValidSDL: true });

/** What leads to people, or says where somebody lives. */
const personal = ["Person", "Place", "Viewer"];
const depth = 6;

const fieldsOf = (type: GraphQLNamedType) =>
  isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];

/** The fields, as `Type.field`, by which six steps from any root field of merchants lead to somebody in the whole graph. */
export function waysToPeople(): string[] {
  const ways = new Set<string>();
  let names = [merchants.getQueryType()!, merchants.getMutationType()!].flatMap((root) =>
    fieldsOf(root).flatMap(({ name, type }) => (name.startsWith("_") ? [] : getNamedType(type).name)),
  );
  const seen = new Set<string>();
  for (let step = 1; step <= depth; step++) {
    const next: string[] = [];
    for (const type of new Set(names).difference(seen)) {
      seen.add(type);
      const known = graph.getType(type)!;
      if (isUnionType(known)) next.push(...known.getTypes().map(({ name }) => name));
      for (const { name, type: of } of fieldsOf(known)) {
        const named = getNamedType(of).name;
        if (personal.includes(named)) ways.add(`${type}.${name}`);
        else next.push(named);
      }
    }
    names = next;
  }
  return [...ways].toSorted();
}

/** What fields are asked with that want it, by argument. */
const given: Record<string, string> = {
  "first: Int": "5",
  // A point; of days, a month says enough.
  "from: GeoPointInput!": "{ latitude: 23.37, longitude: 104.24 }",
  "month: String": `"2026-01"`,
};

function asked({ name, args }: GraphQLField<unknown, unknown>): string {
  const values: string[] = [];
  for (const arg of args) {
    const value = given[`${arg.name}: ${String(arg.type)}`];
    if (value) values.push(`${arg.name}: ${value}`);
    else if (String(arg.type).endsWith("!"))
      throw new Error(`${name} wants ${arg.name}: say in reach.ts with what it is asked.`);
  }
  return values.length > 0 ? `${name}(${values.join(", ")})` : name;
}

/** A way down the graph: how to ask for a type's own values there, all of them and each by itself. */
export type View = { path: string; all: string; single: string[] };

/** All that can be seen six steps down from somebody's merchants, whatever it is: one view for each object on each way. */
export function viewsOfMerchants(): View[] {
  const views: View[] = [];
  const walk = (
    type: GraphQLNamedType,
    path: string[],
    wrap: (selection: string) => string,
    passed: string[],
  ) => {
    if (passed.includes(type.name) || passed.length >= depth) return;
    // A person is looked at, and no more: what is behind people and places is others' to show.
    if (type.name === "Place" || type.name === "Viewer") return;
    const within = [...passed, type.name];
    if (isUnionType(type)) {
      for (const one of type.getTypes())
        walk(
          one,
          [...path, one.name],
          (selection) => wrap(`__typename ... on ${one.name} { ${selection} }`),
          passed,
        );
      return;
    }
    const fields = fieldsOf(type);
    const leaves = fields.filter(({ type: of }) => !isCompositeType(getNamedType(of))).map(asked);
    if (leaves.length > 0)
      views.push({ path: path.join("."), all: wrap(leaves.join(" ")), single: leaves.map(wrap) });
    for (const field of fields) {
      const of = getNamedType(field.type);
      // Edges hold nothing that nodes do not.
      if (type.name === "Person" || !isCompositeType(of) || field.name === "edges") continue;
      walk(of, [...path, field.name], (selection) => wrap(`${asked(field)} { ${selection} }`), within);
    }
  };
  walk(
    graph.getType("Merchant")!,
    ["viewer", "merchants"],
    (selection) => `{ viewer { merchants { ${selection} } } }`,
    [],
  );
  return views;
}
