export { composeSupergraph, type SubgraphSource } from "./compose.ts";
export { breakingChanges, publicSchema } from "./contract.ts";
