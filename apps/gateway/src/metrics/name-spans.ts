import type { ApolloServerPlugin } from "@apollo/server";
import { noteOnSpan } from "@linli/tracing";
import type { RequestContext } from "../request-context.ts";

/** Tells in a request's span which operation it is. */
export const nameSpans: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (!operation) return;
        const type = operation.operation;
        const name = operation.name?.value.slice(0, 100) ?? "";
        noteOnSpan({
          name: `${type} ${name}`.trim(),
          attributes: { "graphql.operation.type": type, "graphql.operation.name": name },
        });
      },
    };
  },
};
