import { expect, test } from "vitest";
import { composeSupergraph } from "./compose.ts";
import { breakingChanges } from "./contract.ts";
import { link, places, subgraph } from "../test/fixtures.ts";

const graphOf = (...offers: string[]) =>
  composeSupergraph([places, ...offers.map((sdl, at) => subgraph(`offers${at}`, link + sdl))]).supergraphSdl;

const committed = graphOf(`
  type Query { offers(first: Int): [Offer!]! }
  type Offer { title: String! price: Int! note: String secret: Int @inaccessible }
  enum Kind { CASH GIFT }
  type Place @key(fields: "id") { id: ID! kinds(of: Kind): [Kind!] }
`);

test("what clients would miss is told in sentences", () => {
  const changed = graphOf(`
    type Query { offers(first: Int!): [Offer!]! }
    type Offer { title: Int! price: Int note: String! }
    enum Kind { CASH }
    type Place @key(fields: "id") { id: ID! kinds(of: Kind): [Kind!] }
  `);
  expect(breakingChanges(committed, changed).toSorted()).toEqual([
    "GIFT was removed from enum type Kind.",
    "Offer.price changed type from Int! to Int.",
    "Offer.title changed type from String! to Int!.",
    "Query.offers arg first has changed type from Int to Int!.",
  ]);
});

test("a removed field, argument and type are told", () => {
  const changed = graphOf(`
    type Query { offers: [Offer!]! }
    type Offer { title: String! note: String }
    type Place @key(fields: "id") { id: ID! }
  `);
  expect(breakingChanges(committed, changed).toSorted()).toEqual([
    "Kind was removed.",
    "Offer.price was removed.",
    "Place.kinds was removed.",
    "Query.offers arg first was removed.",
  ]);
});

test("additions, stricter results, hidden fields and another cut between services break nobody", () => {
  const changed = graphOf(
    `
      type Query { offers(first: Int, after: String): [Offer!]! }
      type Offer { title: String! price: Int! note: String! terms: String }
      enum Kind { CASH GIFT DISCOUNT }
    `,
    `
      enum Kind { CASH GIFT DISCOUNT }
      type Place @key(fields: "id") { id: ID! kinds(of: Kind): [Kind!]! }
    `,
  );
  expect(breakingChanges(committed, changed)).toEqual([]);
});
