export { JsonData } from "./answer/json-data.ts";
export { type Asked, Engine, type EngineOptions } from "./engine.ts";
export type { Answer } from "./operation.ts";
export { planWith } from "./planner.ts";
export { seenBefore } from "./seen-before.ts";
export { SingleFlight } from "./single-flight.ts";
export type { AskSubgraph, Data, SubgraphAnswer, SubgraphError, SubgraphRequest } from "./subgraph.ts";
