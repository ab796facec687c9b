import { readFileSync } from "node:fs";
import { authority as merchants } from "@linli/merchants/authority";
import { authority as people } from "@linli/people/authority";
import { type Asker, askers, type Authority, type FieldCase, type MutationCase } from "@linli/testing";
import { buildSchema, GraphQLObjectType } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestGraph, type TestGraph } from "../test/graph.ts";

const services = Object.entries({ people, merchants } satisfies Record<string, Authority>).map(
  ([name, authority]) => {
    const file = new URL(`../../../../services/${name}/schema.graphql`, import.meta.url);
    return { ...authority, name, schema: buildSchema(readFileSync(file, "utf8"), { assumeValidSDL: true }) };
  },
);
const casesOf = <Kind extends "mutations" | "fields">(kind: Kind) =>
  services.flatMap((service) => Object.entries(service[kind] as Authority[Kind]));

const objectOf = ({ schema }: (typeof services)[number], type: string) => {
  const found = schema.getType(type);
  return found instanceof GraphQLObjectType ? found : undefined;
};
const fieldsOf = (service: (typeof services)[number], type: string) =>
  Object.keys(objectOf(service, type)?.getFields() ?? {});
const isRefusal = (type: string) =>
  services.some((service) =>
    objectOf(service, type)
      ?.getInterfaces()
      .some(({ name }) => name === "UserError"),
  );

let graph: TestGraph;
const tokens = new Map<Asker, string | undefined>();

beforeAll(async () => {
  graph = await startTestGraph();
  for (const asker of askers) tokens.set(asker, asker === "visitor" ? undefined : await graph.token(asker));
}, 120_000);
afterAll(() => graph.stop());

const table = (title: string, rows: readonly (readonly [string, readonly string[]])[]) =>
  [
    `| ${title} | ${askers.join(" | ")} |`,
    `| --- | ${askers.map(() => "---").join(" | ")} |`,
    ...rows.map(([name, cells]) => `| \`${name}\` | ${cells.join(" | ")} |`),
  ].join("\n");

/** What an asker got: whether the mutation went past the question of authority, and with which answer. */
async function attempt({ document, variables }: MutationCase, asker: Asker, turn: number) {
  const { data, errors } = await graph.ask(document, variables(turn), tokens.get(asker));
  const answer = Object.values(data ?? {})[0] as { __typename?: string } | null | undefined;
  return answer?.__typename ?? `error ${errors?.[0]?.extensions.code}: ${errors?.[0]?.message}`;
}

async function look({ document, variables, read, clear }: FieldCase, asker: Asker) {
  const { data } = await graph.ask(document, variables, tokens.get(asker));
  const value: unknown = data && read(data);
  if (value === undefined || value === null) return "none";
  return JSON.stringify(value) === JSON.stringify(clear) ? "clear" : "masked";
}

test.each(services)("each mutation and each private field of $name has its case", (service) => {
  const { mutations, fields, privates } = service;
  expect(Object.keys(mutations).toSorted()).toEqual(fieldsOf(service, "Mutation").toSorted());
  const wanted = privates.flatMap((named) =>
    named.includes(".") ? named : fieldsOf(service, named).map((field) => `${named}.${field}`),
  );
  expect(Object.keys(fields).toSorted()).toEqual(wanted.toSorted());
});

test("each mutation is done by those who may, and refused to all others; the table says so", async () => {
  const rows: [string, string[]][] = [];
  const surprises: string[] = [];
  for (const [name, mutation] of casesOf("mutations")) {
    const answers: string[] = [];
    for (const [turn, asker] of askers.entries()) answers.push(await attempt(mutation, asker, turn));
    for (const [turn, asker] of askers.entries()) {
      const may = !["NotSignedIn", "NotAllowed"].includes(answers[turn]!);
      if (may !== mutation.allowed.includes(asker) || answers[turn]!.startsWith("error"))
        surprises.push(`${name} by ${asker}: ${answers[turn]}`);
    }
    const first = answers[askers.findIndex((asker) => mutation.allowed.includes(asker))]!;
    if (isRefusal(first) && first !== mutation.spared)
      surprises.push(`${name} is not done by those who may: ${first}`);
    rows.push([
      name,
      askers.map((_, turn) => (/^Not(SignedIn|Allowed)$/.test(answers[turn]!) ? "–" : "yes")),
    ]);
  }
  expect(surprises).toEqual([]);
  await expect(`${table("mutation", rows)}\n`).toMatchFileSnapshot("../../../../docs/authority/mutations.md");
}, 300_000);

test("each private field shows to those who may see it, and to nobody else; the table says so", async () => {
  const rows: [string, string[]][] = [];
  const surprises: string[] = [];
  for (const [name, field] of casesOf("fields")) {
    const cells: string[] = [];
    for (const asker of askers) {
      const seen = await look(field, asker);
      const expected = field.clearTo.includes(asker)
        ? "clear"
        : field.maskedTo.includes(asker)
          ? "masked"
          : "none";
      if (seen !== expected) surprises.push(`${name} to ${asker}: ${seen}, not ${expected}`);
      cells.push(seen === "none" ? "–" : seen);
    }
    rows.push([name, cells]);
  }
  expect(surprises).toEqual([]);
  await expect(`${table("field", rows)}\n`).toMatchFileSnapshot("../../../../docs/authority/fields.md");
}, 300_000);
