import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "undici";

/** What became of requests that were sent at their times, however long the others took. */
export type Outcome = {
  sent: number;
  /** Milliseconds that answered ones took, from when they should have been sent. */
  latencies: number[];
  /** Refused ones by status, with how long they took. */
  refused: Map<number, number>;
  refusedLatencies: number[];
  /** Refused ones that do not say when to come again. */
  withoutRetryAfter: number;
  /** Without an answer within the client's patience, or with a broken connection. */
  missed: number;
  /** Milliseconds until the last refusal. */
  lastRefusalMs: number;
};

/** Milliseconds that a client waits. */
const patience = 5_000;
const tickMs = 10;

/** Sends so many requests a second, whether or not answers come, as the world outside does. */
export async function putOpenLoad(
  pool: Pool,
  { perSecond, seconds, bodyOf }: { perSecond: number; seconds: number; bodyOf: () => string },
): Promise<Outcome> {
  const outcome: Outcome = {
    sent: 0,
    latencies: [],
    refused: new Map(),
    refusedLatencies: [],
    withoutRetryAfter: 0,
    missed: 0,
    lastRefusalMs: 0,
  };
  const started = performance.now();
  const underWay = new Set<Promise<void>>();

  async function send(due: number) {
    try {
      const { statusCode, headers, body } = await pool.request({
        method: "POST",
        path: "/graphql",
        headers: { "content-type": "application/json" },
        body: bodyOf(),
        signal: AbortSignal.timeout(patience),
      });
      await body.dump({ limit: Number.MAX_SAFE_INTEGER });
      const took = performance.now() - due;
      if (statusCode === 200) {
        outcome.latencies.push(took);
        return;
      }
      outcome.refused.set(statusCode, (outcome.refused.get(statusCode) ?? 0) + 1);
      outcome.refusedLatencies.push(took);
      outcome.lastRefusalMs = performance.now() - started;
      if (headers["retry-after"] === undefined) outcome.withoutRetryAfter += 1;
    } catch {
      outcome.missed += 1;
    }
  }

  for (;;) {
    const elapsed = performance.now() - started;
    if (elapsed >= seconds * 1_000) break;
    for (; outcome.sent < (elapsed / 1_000) * perSecond; outcome.sent++) {
      const sending = send(started + (outcome.sent / perSecond) * 1_000);
      underWay.add(sending);
      void sending.finally(() => underWay.delete(sending));
    }
    await sleep(tickMs);
  }
  await Promise.all(underWay);
  return outcome;
}
