import { printSubgraphSchema } from "@apollo/subgraph";
import { type GraphQLSchema, lexicographicSortSchema } from "graphql";

/** A subgraph's schema as text, federation directives included: what `schema.graphql` holds. */
export function printSubgraph(schema: GraphQLSchema): string {
  return `${printSubgraphSchema(lexicographicSortSchema(schema)).trim()}\n`;
}
