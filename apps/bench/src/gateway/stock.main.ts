import { readFile } from "node:fs/promises";
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";

/** `stock.main.ts SUPERGRAPH PORT`: @apollo/gateway and @apollo/server, as their documentation puts them together. */
const [supergraph = "", port] = process.argv.slice(2);
const gateway = new ApolloGateway({ supergraphSdl: await readFile(supergraph, "utf8") });
await startStandaloneServer(new ApolloServer({ gateway }), {
  listen: { port: Number(port), host: "127.0.0.1" },
});
