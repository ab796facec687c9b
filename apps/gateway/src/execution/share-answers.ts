import { type Answer, type Asked, SingleFlight } from "@linli/query-execution";
import { GraphQLError } from "graphql";
import type { RequestContext } from "../request-context.ts";

type Variables = Readonly<Record<string, unknown>>;

/** Carries out an operation for a caller. */
export type Execute = (
  asked: Asked,
  request: { isQuery: boolean; variables: Variables; context: RequestContext },
) => Promise<Answer>;

/**
 * Lets one viewer's queries that are the same, variables included, and are asked at the same time have one answer. The
 * passport is all that tells services who asks: what one viewer is answered, nobody else is. Mutations are each carried
 * out, and nobody who asks after one is given what was asked before.
 */
export function shareAnswers(execute: Execute): Execute {
  const flights = new SingleFlight<Answer>();
  return async (asked, request) => {
    const { isQuery, variables, context } = request;
    if (!isQuery) return execute(asked, request).finally(() => flights.forget());
    const key = JSON.stringify([context.passport, asked.documentKey, asked.operationName, variables]);
    const { answer, isFirst } = await flights.join(key, context.left, (abandoned) =>
      execute(asked, { ...request, context: { ...context, left: abandoned } }),
    );
    if (isFirst || !answer.errors) return answer;
    // The graph writes into the errors of an answer.
    return { ...answer, errors: answer.errors.map(again) };
  };
}

function again({ message, path, originalError, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    extensions: { ...extensions },
    ...(path && { path }),
    ...(originalError && { originalError }),
  });
}
