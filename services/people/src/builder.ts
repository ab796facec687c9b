import { createBuilder } from "@linli/subgraph";
import type { Context } from "./context.ts";
import { relations } from "./db/relations.ts";

export const { builder, UserError } = createBuilder<typeof relations, Context>(relations);
