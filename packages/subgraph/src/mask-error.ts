import { DomainError } from "@linli/kernel";
import { PothosValidationError } from "@pothos/core";
import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { isMisplacedCursor } from "./cursors.ts";

/**
 * What a caller may see of an error: a refusal and a mistake in the request as they are; a bug only as a request id,
 * by which the log has the rest.
 */
export function maskError(
  formatted: GraphQLFormattedError,
  error: unknown,
  { logger, context }: { logger: Logger; context: { requestId: string | null } },
): GraphQLFormattedError {
  const { path, locations } = formatted;
  const where = { ...(path && { path }), ...(locations && { locations }) };
  const cause = unwrapResolverError(error);
  if (cause instanceof DomainError) {
    return { message: cause.message, ...where, extensions: { code: cause.code } };
  }
  if (cause instanceof PothosValidationError) {
    return { message: cause.message, ...where, extensions: { code: "BAD_USER_INPUT" } };
  }
  if (isMisplacedCursor(cause, context)) {
    const message = "A cursor is good for the list that gave it, in its order.";
    return { message, ...where, extensions: { code: "BAD_USER_INPUT" } };
  }
  const { requestId } = context;
  const code = formatted.extensions?.["code"];
  if (cause instanceof GraphQLError && typeof code === "string" && code !== "INTERNAL_SERVER_ERROR") {
    return { message: formatted.message, ...where, extensions: { code } };
  }
  logger.error({ requestId, path: path?.join("."), err: withoutParameters(cause) }, "a field failed");
  return {
    message: "Something went wrong.",
    ...where,
    extensions: { code: "INTERNAL_SERVER_ERROR", requestId },
  };
}

/** drizzle writes a statement's parameters into its message: people's data, which no log may hold. */
export function withoutParameters(error: unknown): Error {
  const original = error instanceof Error ? error : new Error("something that is no error was thrown");
  const reason = original.cause instanceof Error ? original.cause : original;
  const safe = new Error(reason.message.split("\nparams:")[0]);
  if (reason.stack) safe.stack = reason.stack.split("\nparams:")[0]! + "\n" + stackFrames(original);
  return safe;
}

function stackFrames({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .join("\n");
}
