import { ApolloServerErrorCode } from "@apollo/server/errors";
import type { SourceLocation } from "graphql";

/** How a string, number, list or boolean begins: unlike a name, none of them can be a part of the schema. */
const literal = /^(?:["\d[-]|(?:true|false)\b)/;

/**
 * Whether a service found an operation invalid for a value that the caller wrote into it. Only the service can: to the
 * gateway any literal is good enough for a custom scalar. All other validation errors of a service mean that it and the
 * supergraph have come apart. These point at a name; the former point at the value, or nowhere when the scalar's own
 * error does not say.
 */
export function isBadLiteral(
  error: {
    path?: unknown;
    locations?: readonly SourceLocation[] | undefined;
    extensions?: { code: string } | undefined;
  },
  query: string,
): boolean {
  const { GRAPHQL_VALIDATION_FAILED } = ApolloServerErrorCode;
  // What has a path comes from a resolver: the operation had passed.
  if (error.extensions?.code !== GRAPHQL_VALIDATION_FAILED || error.path) return false;
  const lines = query.split(/\r\n|[\n\r]/);
  return (error.locations ?? []).every(({ line, column }) =>
    literal.test(lines[line - 1]?.slice(column - 1) ?? ""),
  );
}
