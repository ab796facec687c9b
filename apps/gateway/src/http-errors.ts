import type { Socket } from "node:net";
import { DomainError } from "@linli/kernel";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { DocumentNotTrusted, UnknownDocument } from "./documents/documents.errors.ts";
import { OperationTooLarge } from "./limits/limits.ts";
import { SignInRefused, SignInUnavailable } from "./sign-in/sign-in.errors.ts";

/** More headers than any browser sends. */
export class TooManyHeaders extends DomainError {
  readonly code = "HEADERS_TOO_LARGE";

  constructor() {
    super("The request has too many headers.");
  }
}

/** What never became a request, answered on the bare connection, which ends. */
export function answerClientError({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason, name, message] =
    code === "ERR_HTTP_REQUEST_TIMEOUT"
      ? [408, "Request Timeout", "REQUEST_TIMEOUT", "The request took too long to come."]
      : code === "HPE_HEADER_OVERFLOW"
        ? [
            431,
            "Request Header Fields Too Large",
            "HEADERS_TOO_LARGE",
            "The request's headers are too large.",
          ]
        : [400, "Bad Request", "BAD_REQUEST", "This is no HTTP request."];
  const body = JSON.stringify({ errors: [{ message, extensions: { code: name } }] });
  const head = `HTTP/1.1 ${status} ${reason}\r\nconnection: close\r\ncontent-type: application/json`;
  socket.end(`${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

/** What is refused before it is a GraphQL operation, answered in the shape of GraphQL errors. */
export function answerHttpError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const answer = (status: number, message: string, code: string) =>
    reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });

  if (error instanceof OperationTooLarge) return answer(400, error.message, String(error.extensions["code"]));
  if (error instanceof TooManyHeaders) return answer(431, error.message, error.code);
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
