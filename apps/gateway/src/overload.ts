import underPressure from "@fastify/under-pressure";
import type { FastifyInstance } from "fastify";

/** Seconds after which a client that was turned away may come again. */
const retryAfter = 2;

/**
 * Turns requests away while this process is behind with its work: a quick no, with the time to come again, keeps those
 * that are let in within their time.
 */
export async function refuseOverload(scope: FastifyInstance, maxEventLoopDelayMs: number): Promise<void> {
  await scope.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    sampleInterval: Math.min(1_000, maxEventLoopDelayMs),
    pressureHandler: (request, reply) => {
      const message = "Too much is asked at the moment.";
      void reply
        .code(503)
        .header("retry-after", retryAfter)
        .send({ errors: [{ message, extensions: { code: "OVERLOADED", requestId: request.id } }] });
    },
  });
}
