import { ApolloServerErrorCode } from "@apollo/server/errors";
import type { GraphQLFormattedError } from "graphql";

/** Codes that say no more than "it is broken". */
const bugs: unknown[] = [undefined, ApolloServerErrorCode.INTERNAL_SERVER_ERROR, "DOWNSTREAM_SERVICE_ERROR"];

/** What the caller did not write: from a service these codes mean that it and the supergraph have come apart. */
const disagreements: unknown[] = [
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.BAD_REQUEST,
];

/** True for an error whose message is written for callers. */
export function isPublic({ extensions = {} }: Pick<GraphQLFormattedError, "extensions">): boolean {
  return (
    !bugs.includes(extensions["code"]) &&
    !("serviceName" in extensions && disagreements.includes(extensions["code"]))
  );
}

/** The only errors that leave the gateway: public ones without what is not for callers, and one sentence for all others. */
export function maskError(error: GraphQLFormattedError): GraphQLFormattedError {
  const { message, path, locations, extensions: { code, service, requestId } = {} } = error;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (isPublic(error)) {
    return { message, ...place, extensions: { code, ...(service !== undefined && { service }) } };
  }
  const { INTERNAL_SERVER_ERROR } = ApolloServerErrorCode;
  return {
    message: "Something went wrong.",
    ...place,
    extensions: { code: INTERNAL_SERVER_ERROR, ...(requestId !== undefined && { requestId }) },
  };
}
