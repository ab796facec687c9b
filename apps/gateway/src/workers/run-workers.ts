import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";

export type Workers = {
  /** Tells all to end, and ends those that have not after `deadlineMs` (15 000). */
  stop(deadlineMs?: number): Promise<void>;
};

/** Milliseconds until a worker that ended by itself has a successor. */
const pause = 1_000;

/**
 * Runs so many processes of this program, which share its port. One that ends has a successor; if the first ones end before
 * they listen, as with a bad configuration, `onFailure` is called and none comes.
 */
export function runWorkers(
  count: number,
  { logger, onFailure }: { logger: Logger; onFailure: () => void },
): Workers {
  let hasListened = false;
  let stopping = false;
  /** By number, from 1: a successor has the number of the one before. */
  const running = new Map<number, Worker>();

  function start(number: number) {
    const worker = cluster.fork({ WORKER: String(number) });
    running.set(number, worker);
    worker.once("listening", () => (hasListened = true));
    worker.once("exit", async (code, signal) => {
      running.delete(number);
      if (stopping) return;
      if (!hasListened) {
        onFailure();
        return;
      }
      logger.error({ worker: number, code, signal }, "A worker has ended; another takes its place");
      await delay(pause);
      if (!stopping) start(number);
    });
  }
  for (let number = 1; number <= count; number++) start(number);

  return {
    async stop(deadlineMs = 15_000) {
      stopping = true;
      const workers = [...running.values()];
      const ended = workers.map((worker) => once(worker, "exit"));
      for (const worker of workers) worker.process.kill("SIGTERM");
      const deadline = setTimeout(() => {
        for (const worker of workers) worker.process.kill("SIGKILL");
      }, deadlineMs);
      await Promise.all(ended);
      clearTimeout(deadline);
    },
  };
}
