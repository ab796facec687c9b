import type { ApolloServerPlugin } from "@apollo/server";
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { LRUCache } from "lru-cache";
import type { RequestContext } from "../request-context.ts";
import { costModelOf, costOf, costOfAnswer } from "./cost.ts";
import { exceeded, type Limits } from "./limits.ts";

/** Costs of one operation, by the values of the variables that they depend on. */
type Estimates = { dependsOn: readonly string[]; points: LRUCache<string, number> };

const keyOf = (names: readonly string[], variables: Readonly<Record<string, unknown>>) =>
  JSON.stringify(names.map((name) => variables[name]));

/**
 * Weighs an operation before it is carried out, refuses it when it is too dear or the caller has nothing left, and
 * gives back what the answer did not need. The header `linli-cost` tells both figures.
 */
export function chargeCosts(supergraphSdl: string, limits: Limits): ApolloServerPlugin<RequestContext> {
  const model = costModelOf(supergraphSdl);
  const known = new WeakMap<OperationDefinitionNode, Estimates>();
  /** Most operations are asked again and again, and cost the same whatever their variables are. */
  function estimate(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
    schema: GraphQLSchema,
  ): number {
    const estimates = known.get(operation);
    const before = estimates?.points.get(keyOf(estimates.dependsOn, variables));
    if (before !== undefined) return before;
    const { points, dependsOn } = costOf(document, operation, variables, schema, model);
    const kept = estimates ?? { dependsOn, points: new LRUCache<string, number>({ max: 16 }) };
    kept.points.set(keyOf(dependsOn, variables), points);
    known.set(operation, kept);
    return points;
  }

  return {
    async requestDidStart() {
      let estimated: number | undefined;
      return {
        async didResolveOperation({ document, operation, request, schema, contextValue }) {
          if (!operation) return;
          const cost = estimate(document, operation, request.variables ?? {}, schema);
          const tooDear = exceeded(
            { cost },
            { ...limits, cost: contextValue.admitted.adHoc?.cost ?? limits.cost },
          );
          if (tooDear) throw tooDear;
          await contextValue.budget.spend(cost);
          estimated = cost;
        },
        async willSendResponse({ response, contextValue }) {
          if (estimated === undefined || response.body.kind !== "single") return;
          const actual = Math.min(estimated, costOfAnswer(response.body.singleResult.data));
          response.http.headers.set("linli-cost", `estimated=${estimated}, actual=${actual}`);
          await contextValue.budget.giveBack(estimated - actual);
        },
      };
    },
  };
}
