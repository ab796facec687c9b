import { createBuilder } from "@linli/subgraph";
import type { Context } from "./context.ts";
import { relations } from "./db/relations.ts";

export const { builder } = createBuilder<typeof relations, Context>(relations);
