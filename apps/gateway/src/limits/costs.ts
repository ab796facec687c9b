import type { ApolloServerPlugin } from "@apollo/server";
import type { RequestContext } from "../request-context.ts";
import { costModelOf, costOf, costOfAnswer } from "./cost.ts";
import { exceeded, type Limits } from "./limits.ts";

/**
 * Weighs an operation before it is carried out, refuses it when it is too dear or the caller has nothing left, and
 * gives back what the answer did not need. The header `linli-cost` tells both figures.
 */
export function chargeCosts(supergraphSdl: string, limits: Limits): ApolloServerPlugin<RequestContext> {
  const model = costModelOf(supergraphSdl);
  return {
    async requestDidStart() {
      let estimated: number | undefined;
      return {
        async didResolveOperation({ document, operation, request, schema, contextValue }) {
          if (!operation) return;
          const cost = costOf(document, operation, request.variables ?? {}, schema, model);
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
