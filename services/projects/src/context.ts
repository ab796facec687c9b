import type { SubgraphContext } from "@linli/subgraph";
import type { relations } from "./db/relations.ts";

/** What a request may touch. */
export type Context = SubgraphContext<typeof relations>;
