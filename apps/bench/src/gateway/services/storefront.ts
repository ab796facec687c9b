import { random } from "@linli/demo-world";
import type { SubgraphSource } from "@linli/supergraph";
import type { LeanObject } from "./lean-graphql.ts";

/** A shop such as gateways are commonly compared with: four services, joined in users and products. */
const schemas: Readonly<Record<string, string>> = {
  accounts: /* GraphQL */ `
    type Query {
      users: [User!]!
    }
    type User @key(fields: "id") {
      id: ID!
      name: String!
      username: String!
      city: String!
    }
  `,
  inventory: /* GraphQL */ `
    type Product @key(fields: "upc") {
      upc: String!
      weight: Int! @external
      price: Int! @external
      inStock: Boolean!
      shippingEstimate: Int @requires(fields: "price weight")
    }
  `,
  products: /* GraphQL */ `
    type Query {
      topProducts(first: Int!): [Product!]!
    }
    type Product @key(fields: "upc") {
      upc: String!
      name: String!
      price: Int!
      weight: Int!
    }
  `,
  reviews: /* GraphQL */ `
    type Review @key(fields: "id") {
      id: ID!
      body: String!
      author: User!
      product: Product!
    }
    type User @key(fields: "id") {
      id: ID!
      reviews: [Review!]!
    }
    type Product @key(fields: "upc") {
      upc: String!
      reviews: [Review!]!
    }
  `,
};

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])`;

/** The services' parts of the graph, at these urls. */
export function storefrontSubgraphs(urls: Readonly<Record<string, string>>): SubgraphSource[] {
  return Object.entries(schemas).map(([name, sdl]) => ({
    name,
    url: urls[name] ?? "",
    sdl: `${link}\n${sdl}`,
  }));
}

const { integer, pick, chance } = random("storefront");
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const goods = ["柜子", "台灯", "书架", "水壶", "藤椅", "地毯", "挂钟", "屏风", "茶几"];
const opinions = ["结实耐用", "颜色和图片一样", "送得很快", "比想象的小一点", "家里老人很喜欢"];

export const users: readonly LeanObject[] = numbers(6).map((number) => ({
  __typename: "User",
  id: `u${number}`,
  name: `邻居${number}`,
  username: `neighbour-${number}`,
  city: pick(["文山", "砚山", "丘北"]),
}));

export const products: readonly LeanObject[] = goods.map((name, index) => ({
  __typename: "Product",
  upc: `p${index + 1}`,
  name,
  price: integer(50, 2_000),
  weight: integer(100, 5_000),
  inStock: chance(0.7),
}));

/** So many that an answer has 88 kB. */
export const reviews: readonly LeanObject[] = numbers(28).map((number) => ({
  __typename: "Review",
  id: `r${number}`,
  body: pick(opinions),
  authorId: users[number % users.length]!["id"],
  upc: products[(number * 5) % products.length]!["upc"],
}));
