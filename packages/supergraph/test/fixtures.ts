import type { SubgraphSource } from "../src/compose.ts";

/** Two small services for the tests of this package. */
export const link = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@external", "@requires", "@inaccessible"]
    )
`;

export const subgraph = (name: string, sdl: string): SubgraphSource => ({
  name,
  url: `http://127.0.0.1:1/${name}`,
  sdl,
});

export const places = subgraph(
  "places",
  /* GraphQL */ `
    ${link}
    type Query {
      place(id: ID!): Place
    }
    type Place @key(fields: "id") {
      id: ID!
      name: String!
      area(unit: String): Int
      parent: Place
    }
  `,
);
