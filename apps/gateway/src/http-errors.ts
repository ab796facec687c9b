import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { DocumentNotTrusted, UnknownDocument } from "./documents/documents.errors.ts";
import { OperationTooLarge } from "./limits/limits.ts";
import { SignInRefused, SignInUnavailable } from "./sign-in/sign-in.errors.ts";

/** What is refused before it is a GraphQL operation, answered in the shape of GraphQL errors. */
export function answerHttpError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const answer = (status: number, message: string, code: string) =>
    reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });

  if (error instanceof OperationTooLarge) return answer(400, error.message, String(error.extensions["code"]));
  if (error instanceof UnknownDocument) return answer(400, error.message, error.code);
  if (error instanceof DocumentNotTrusted) return answer(403, error.message, error.code);
  if (error instanceof SignInRefused) {
    reply.header("www-authenticate", `Bearer error="invalid_token", error_description="${error.message}"`);
    return answer(401, error.message, error.code);
  }
  if (error instanceof SignInUnavailable) {
    request.log.error({ err: error.cause }, error.message);
    reply.header("retry-after", "5");
    return answer(503, error.message, error.code);
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return answer(error.statusCode, error.message, "BAD_REQUEST");
  }
  request.log.error({ err: error }, "Masked error");
  return answer(500, "Something went wrong.", "INTERNAL_SERVER_ERROR");
}
