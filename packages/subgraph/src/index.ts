export { createBuilder, type SubgraphBuilder } from "./builder.ts";
export { causeOf, type Right, type SubgraphContext } from "./context.ts";
export { entity } from "./entity.ts";
export { printSubgraph } from "./print-subgraph.ts";
export { reference } from "./reference.ts";
export { readServiceConfig, runService } from "./run-service.ts";
export type { Seed } from "./seed.ts";
export { viewerType } from "./viewer.ts";
export { createService, type Service, type ServiceDefinition, type ServiceOptions } from "./service.ts";
