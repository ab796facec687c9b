import { setTimeout as delay } from "node:timers/promises";
import type { Postmaster } from "./postmaster.ts";

type Kept = { readonly pid: number; stop(): Promise<void> };

/** Starts PostgreSQL again whenever it ends by itself, until it is stopped: what asks it waits and goes on. */
export function keepRunning(
  first: Postmaster,
  start: () => Promise<Postmaster>,
  log: (message: string) => void,
): Kept {
  const stopping = new AbortController();
  let postmaster = first;
  let mending = Promise.resolve();

  const watch = () =>
    void postmaster.exited.then(() => {
      if (!stopping.signal.aborted) mending = mend();
    });
  const mend = async () => {
    log("PostgreSQL ended unexpectedly and is started again.");
    for (let wait = 1_000; ; wait = Math.min(2 * wait, 30_000)) {
      await delay(wait, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      try {
        postmaster = await start();
        watch();
        return;
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
      }
    }
  };
  watch();

  return {
    get pid() {
      return postmaster.pid;
    },
    async stop() {
      stopping.abort();
      await mending;
      await postmaster.stop();
    },
  };
}
