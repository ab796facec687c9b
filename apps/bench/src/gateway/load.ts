import autocannon from "autocannon";
import { headers } from "./gateway-process.ts";
import type { Operation } from "./workloads/workload.ts";

export type Load = {
  /** Milliseconds from the first request to the last answer. */
  elapsedMs: number;
  /** Milliseconds that each request took. */
  latencies: number[];
};

/** Seconds after which an answer is missed. */
const patience = 60;

/**
 * Asks so many operations over so many connections, each connection its next one as soon as it has its answer, and waits for
 * all answers: where a gateway is slow, requests cut off at the end would cost it processor time and count for nothing.
 * `ended` is called with the last answer. Throws where one is missing, or has errors.
 */
export async function putLoad(
  url: string,
  options: { connections: number; amount: number; next: () => Operation; ended?: () => void },
): Promise<Load> {
  const { connections, amount, next, ended } = options;
  const latencies: number[] = [];
  let bad: string | undefined;
  let last = 0;
  const started = performance.now();
  const finished = Promise.withResolvers<autocannon.Result>();
  const settings: autocannon.Options = {
    url,
    connections,
    amount,
    timeout: patience,
    sampleInt: 100,
    method: "POST",
    headers,
    requests: [
      {
        setupRequest(request) {
          const { query, variables } = next();
          return { ...request, body: JSON.stringify({ query, variables }) };
        },
        onResponse(status, body) {
          if (status !== 200 || body.includes('"errors":')) bad ??= `${status} ${body.slice(0, 300)}`;
        },
      },
    ],
  };
  const run = autocannon(settings, (error: Error | null, result) => {
    if (error) finished.reject(error);
    else finished.resolve(result);
  });
  run.on("response", (_client, _status, _bytes, latency) => {
    latencies.push(latency);
    if (latencies.length < amount) return;
    last = performance.now();
    ended?.();
  });
  const { errors, timeouts } = await finished.promise;
  if (bad !== undefined) throw new Error(`An answer under load was wrong: ${bad}`);
  if (errors > 0 || latencies.length < amount)
    throw new Error(
      `${amount - latencies.length} of ${amount} answers are missing, ${timeouts} were too late.`,
    );
  return { elapsedMs: last - started, latencies };
}

/** The value that this share of all lies at or below. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
