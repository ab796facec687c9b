import { operationFromDocument } from "@apollo/federation-internals";
import type { QueryPlanner } from "@apollo/query-planner";
import type { EngineOptions } from "./engine.ts";

/** Plans operations of callers. */
export function planWith(planner: QueryPlanner): EngineOptions["plan"] {
  const schema = planner.supergraph.apiSchema();
  return (document) => planner.buildQueryPlan(operationFromDocument(schema, document));
}
