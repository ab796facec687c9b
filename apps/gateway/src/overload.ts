import { monitorEventLoopDelay } from "node:perf_hooks";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** What a process takes on at most before it turns requests away. */
export type Capacity = {
  /** Operations under way at once (128). */
  inFlight: number;
  /** Milliseconds by which it may be behind with its work (2000). */
  eventLoopDelayMs: number;
};

const defaultCapacity: Capacity = { inFlight: 128, eventLoopDelayMs: 2_000 };

/** Seconds after which a client that was turned away may come again. */
const retryAfter = 2;
/** Milliseconds between two looks at the event loop. */
const resolution = 20;

/**
 * Turns requests away while this process has all that it can do: a quick no, with the time to come again, keeps those that
 * are let in within their time, and the memory bounded.
 */
export function refuseOverload(scope: FastifyInstance, given: Partial<Capacity> = {}): void {
  const { inFlight, eventLoopDelayMs } = { ...defaultCapacity, ...given };
  const letIn = new Set<FastifyRequest>();
  let behindMs = 0;
  let lastMs = 0;
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  const sampling = setInterval(
    () => {
      if (delays.count === 0) return;
      const nowMs = delays.mean / 1e6 - resolution;
      // Twice in a row: one long step, as a new supergraph takes, is no overload.
      behindMs = Math.min(lastMs, nowMs);
      lastMs = nowMs;
      delays.reset();
    },
    Math.min(250, eventLoopDelayMs),
  ).unref();
  scope.addHook("onClose", async () => {
    clearInterval(sampling);
    delays.disable();
  });

  scope.addHook("onRequest", async (request, reply) => {
    if (letIn.size < inFlight && behindMs <= eventLoopDelayMs) {
      letIn.add(request);
      // Answered, or left by its client.
      for (const end of ["finish", "close"]) reply.raw.once(end, () => letIn.delete(request));
      return undefined;
    }
    const message = "Too much is asked at the moment.";
    return reply
      .code(503)
      .header("retry-after", retryAfter)
      .send({ errors: [{ message, extensions: { code: "OVERLOADED", requestId: request.id } }] });
  });
}
