export { composeSupergraph, type SubgraphSource } from "./compose.ts";
export { breakingChanges } from "./contract.ts";
