import { readServiceConfig } from "@linli/subgraph";

export const config = readServiceConfig(process.env, 4002, {});
