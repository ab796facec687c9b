import type { ApolloServerPlugin } from "@apollo/server";
import { ApolloServerErrorCode } from "@apollo/server/errors";
import { GraphQLError } from "graphql";
import type { RequestContext } from "./request-context.ts";

/** Refuses a kind of operation that the graph does not have: validation lets it pass, and planning breaks on it. */
export const knownKinds: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, schema }) {
        if (!operation || schema.getRootType(operation.operation)) return;
        throw new GraphQLError(`The graph has no ${operation.operation}s.`, {
          extensions: { code: ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED, http: { status: 400 } },
        });
      },
    };
  },
};
