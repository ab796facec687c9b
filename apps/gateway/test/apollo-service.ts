import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { type ASTNode, GraphQLError, GraphQLScalarType, Kind, parse } from "graphql";
import { onTestFinished } from "vitest";

/** As a scalar of one's own: its error does not tell where the value stands. */
function fen(value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw new GraphQLError("Fen is an integer.", { extensions: { code: "BAD_USER_INPUT" } });
}

/** As a scalar of a library: no code, but a place. */
function day(value: unknown, node: ASTNode | null = null): string {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
  throw new GraphQLError("Day is of the form yyyy-mm-dd.", { nodes: node });
}

const scalars = {
  Fen: new GraphQLScalarType<number>({
    name: "Fen",
    parseValue: fen,
    parseLiteral: (node) => fen(node.kind === Kind.INT ? Number(node.value) : undefined),
  }),
  Day: new GraphQLScalarType<string>({
    name: "Day",
    parseValue: (value) => day(value),
    parseLiteral: (node) => day("value" in node ? node.value : undefined, node),
  }),
};

/** A real Apollo Server with scalars that only it can check, and a supergraph that believes in one field too many. */
export async function startTill() {
  const sdl = (more: string) => `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    scalar Fen
    scalar Day
    type Query { change(of: Fen!): String takings(on: Day): String ${more} }
    type Place @key(fields: "id") { id: ID! tills: Int }
  `;
  const server = new ApolloServer({
    schema: buildSubgraphSchema({
      typeDefs: parse(sdl("")),
      resolvers: {
        ...scalars,
        Query: {
          change: (_: unknown, { of }: { of: number }) => `${of}`,
          takings: (_: unknown, { on }: { on: string }) => on,
        },
        Place: { tills: () => 3 },
      },
    }),
    plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled()],
    includeStacktraceInErrorResponses: true,
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: "127.0.0.1" } });
  onTestFinished(() => server.stop());
  return { name: "till", sdl: sdl("gone: String"), url };
}
