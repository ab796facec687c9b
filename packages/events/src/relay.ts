import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@linli/database";
import { findOwed, findWaiting, handOut, settle } from "./delivery.store.ts";
import type { Transport } from "./transport.ts";

export type Relay = {
  /**
   * Sends on all that is waiting now; resolves with how many new events that was. Rejects when a consumer could not take
   * one, after everybody else has got theirs.
   */
  drain(): Promise<number>;
  stop(): Promise<void>;
};

export type RelayOptions = {
  db: Database;
  transport: Transport;
  /** Told of a failure; what was not delivered stays owed and is tried again. */
  onError(error: unknown): void;
  /** Milliseconds between two looks at the outbox, and at most after failures. */
  everyMs?: number;
  atMostMs?: number;
};

/** How a consumer's deliveries go. */
type Round = { underWay: Promise<void> | null; failures: number; notBefore: number };

/**
 * Sends recorded events on, from when it is made until it is stopped: each consumer gets them in order, and one that
 * cannot take them holds up nobody but itself.
 */
export function startRelay({
  db,
  transport,
  onError,
  everyMs = 200,
  atMostMs = 10_000,
}: RelayOptions): Relay {
  const stopping = new AbortController();
  const rounds = new Map<string, Round>();
  const pause = (failures: number) => Math.min(everyMs * 2 ** failures, atMostMs);
  let busy: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = busy.then(work);
    busy = done.catch(() => {});
    return done;
  }

  /** Another relay of this service may bring the same: the inbox lets it happen once, and makes the later one wait. */
  async function bring(consumer: string) {
    while (!stopping.signal.aborted) {
      const owed = await findOwed(db, consumer);
      if (owed.length === 0) return;
      const taken: string[] = [];
      try {
        for (const event of owed) {
          if (stopping.signal.aborted) break;
          await transport.deliver(consumer, event);
          taken.push(event.id);
        }
      } finally {
        if (taken.length > 0) await settle(db, consumer, taken);
      }
    }
  }

  const roundOf = (consumer: string): Round => {
    const round = rounds.get(consumer) ?? { underWay: null, failures: 0, notBefore: 0 };
    rounds.set(consumer, round);
    return round;
  };

  function bringTo(consumer: string): Promise<void> {
    const round = roundOf(consumer);
    round.underWay ??= bring(consumer)
      .then(
        () => void (round.failures = 0),
        (error: unknown) => {
          round.failures += 1;
          round.notBefore = performance.now() + pause(round.failures);
          throw error;
        },
      )
      .finally(() => void (round.underWay = null));
    return round.underWay;
  }

  async function look() {
    if (!transport.ready()) return;
    let waiting = await findWaiting(db);
    if (waiting.fresh) {
      await handOut(db, transport);
      waiting = await findWaiting(db);
    }
    for (const consumer of waiting.consumers) {
      const { underWay, notBefore } = roundOf(consumer);
      if (underWay || performance.now() < notBefore) continue;
      bringTo(consumer).catch((error: unknown) => {
        if (!stopping.signal.aborted) onError(error);
      });
    }
  }

  const running = (async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await inTurn(look);
        failures = 0;
      } catch (error) {
        if (stopping.signal.aborted) break;
        failures += 1;
        onError(error);
      }
      await sleep(pause(failures), undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();

  return {
    async drain() {
      if (!transport.ready()) return 0;
      const total = await inTurn(() => handOut(db, transport));
      for (;;) {
        const { consumers } = await findWaiting(db);
        if (consumers.length === 0 || stopping.signal.aborted) return total;
        const outcomes = await Promise.allSettled(consumers.map(bringTo));
        const failed = outcomes.find((outcome) => outcome.status === "rejected");
        if (failed) throw failed.reason;
      }
    },
    async stop() {
      stopping.abort();
      await running;
      await busy;
      await Promise.allSettled([...rounds.values()].flatMap(({ underWay }) => underWay ?? []));
    },
  };
}
