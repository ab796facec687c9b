import type { FastifyInstance } from "fastify";

/** Characters from which on it is worth it. */
const large = 8_192;

/**
 * Hands large answers over as bytes. Node would join a text with the headers, which copies all of it once more, to measure
 * and encode it after that.
 */
export function sendBytes(scope: FastifyInstance): void {
  scope.addHook("onSend", async (_request, _reply, payload) =>
    typeof payload === "string" && payload.length >= large ? Buffer.from(payload) : payload,
  );
}
