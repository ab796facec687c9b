import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@linli/database";
import { asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { outbox } from "./outbox.table.ts";
import type { Transport } from "./transport.ts";

export type Relay = {
  /** Sends on all that is waiting now; resolves with how many events that was. */
  drain(): Promise<number>;
  stop(): Promise<void>;
};

export type RelayOptions = {
  db: Database;
  transport: Transport;
  /** Told of a failure; the events stay in the outbox and are tried again. */
  onError(error: unknown): void;
  /** Milliseconds between two looks at the outbox, and at most after failures. */
  everyMs?: number;
  atMostMs?: number;
};

const batchSize = 500;
/** Any number: instances of one service relay in turn, so that order holds. */
const relayLock = 7_230_513;

/** Sends recorded events on, in order, from when it is made until it is stopped. */
export function startRelay({
  db,
  transport,
  onError,
  everyMs = 200,
  atMostMs = 10_000,
}: RelayOptions): Relay {
  const stopping = new AbortController();
  let busy: Promise<unknown> = Promise.resolve();

  const sendBatch = () =>
    db.transaction(async (tx) => {
      const { rows } = await tx.execute<{ mine: boolean }>(
        sql`select pg_try_advisory_xact_lock(${relayLock}) as mine`,
      );
      if (!rows[0]?.mine) return 0;
      const events = await tx
        .select()
        .from(outbox)
        .where(isNull(outbox.publishedAt))
        .orderBy(asc(outbox.sequence))
        .limit(batchSize);
      if (events.length === 0) return 0;
      await transport.publish(events);
      await tx
        .update(outbox)
        .set({ publishedAt: sql`now()` })
        .where(
          events.length === 1
            ? eq(outbox.id, events[0]!.id)
            : inArray(
                outbox.id,
                events.map(({ id }) => id),
              ),
        );
      return events.length;
    });

  const drain = () => {
    const drained = busy.then(async () => {
      let total = 0;
      for (let sent = batchSize; sent === batchSize;) total += sent = await sendBatch();
      return total;
    });
    busy = drained.catch(() => {});
    return drained;
  };

  const running = (async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await drain();
        failures = 0;
      } catch (error) {
        if (stopping.signal.aborted) break;
        failures += 1;
        onError(error);
      }
      await sleep(Math.min(everyMs * 2 ** failures, atMostMs), undefined, { signal: stopping.signal }).catch(
        () => {},
      );
    }
  })();

  return {
    drain,
    async stop() {
      stopping.abort();
      await running;
      await busy;
    },
  };
}
