import type { ApolloServerPlugin } from "@apollo/server";
import type { RequestContext } from "./request-context.ts";

/** What the caller wrote cannot be carried out. */
const callersMistakes: unknown[] = ["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"];

/**
 * Answers a caller's mistake with 200 where plain `application/json` is asked for, as GraphQL over HTTP wants it: there
 * only the body says that it comes from the graph. `application/graphql-response+json` gets 400.
 */
export const plainJsonStatus: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response }) {
        if (response.http.status !== 400 || response.body.kind !== "single") return;
        const asksPlain = request.http?.headers.get("accept")?.trim().startsWith("application/json");
        const errors = response.body.singleResult.errors ?? [];
        if (asksPlain && errors.every(({ extensions }) => callersMistakes.includes(extensions?.["code"])))
          response.http.status = 200;
      },
    };
  },
};
