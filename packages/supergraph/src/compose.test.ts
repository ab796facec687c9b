import { expect, test } from "vitest";
import { composeSupergraph } from "./compose.ts";
import { link, places, subgraph } from "../test/fixtures.ts";

test("services that meet in an entity compose, with their urls", () => {
  const offers = subgraph("offers", `${link} type Place @key(fields: "id") { id: ID! offers: [String!] }`);
  const { supergraphSdl } = composeSupergraph([places, offers]);
  expect(supergraphSdl).toContain('@join__graph(name: "offers", url: "http://127.0.0.1:1/offers")');
  expect(supergraphSdl).toContain("offers: [String!] @join__field(graph: OFFERS)");
});

test("services that do not compose are refused with every reason", () => {
  const offers = subgraph("offers", `${link} type Query { place(id: ID!): Int } type Place { id: ID! }`);
  expect(() => composeSupergraph([places, offers])).toThrow(
    /do not compose:\n- .*Query\.place(.|\n)*\n- .*Place\.id/,
  );
});

test("a schema that is not GraphQL is refused by the service's name", () => {
  expect(() => composeSupergraph([places, subgraph("offers", "type {")])).toThrow(
    /schema of offers is not GraphQL/,
  );
});

const areaOf = (requires: string) =>
  subgraph(
    "offers",
    `${link}
  type Place @key(fields: "id") {
    id: ID!
    area(unit: String): Int @external
    parent: Place @external
    offersPerArea: Float ${requires}
  }
`,
  );

test("@requires without arguments composes", () => {
  expect(
    composeSupergraph([places, areaOf('@requires(fields: "area parent { area }")')]).supergraphSdl,
  ).toContain('requires: "area parent { area }"');
});

test.each([
  ["plain", '@requires(fields: "area(unit: \\"ha\\")")'],
  ["nested", '@requires(fields: "parent { parent { area(unit: \\"ha\\") } }")'],
  ["in a fragment", '@requires(fields: "parent { ... on Place { area(unit: \\"ha\\") } }")'],
  ["aliased", '@requires(fields: "hectares: area(unit: \\"ha\\")")'],
  ["prefixed", '@federation__requires(fields: "area(unit: \\"ha\\")")'],
  ["as a block string", '@requires(fields: """area(unit: "ha")""")'],
])("@requires with an argument is refused: %s", (_, requires) => {
  expect(() => composeSupergraph([places, areaOf(requires)])).toThrow(
    /Place\.offersPerArea \(offers\) passes an argument to "area" in @requires: let the service that owns/,
  );
});

test("@requires with an argument is refused under another name and in an extension", () => {
  const sdl = `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", { name: "@requires", as: "@needs" }])
    extend type Place @key(fields: "id") {
      id: ID!
      area(unit: String): Int @external
      offersPerArea: Float @needs(fields: "area(unit: \\"ha\\")")
    }
  `;
  expect(() => composeSupergraph([places, subgraph("offers", sdl)])).toThrow(
    /Place\.offersPerArea \(offers\)/,
  );
});
