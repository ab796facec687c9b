import { type AnyDatabase, type Database, insertAll } from "@linli/database";
import { and, asc, eq, getColumns, inArray, isNull, sql } from "drizzle-orm";
import type { EventRecord } from "./contract.ts";
import { deliveries, outbox } from "./outbox.table.ts";
import type { Transport } from "./transport.ts";

const batchSize = 500;
/** Any number: instances of one service hand events out in turn, so that order holds. */
const relayLock = 7_230_513;

/** What there is to do: whether there are new events, and which consumers are owed any. */
export async function findWaiting(db: AnyDatabase): Promise<{ fresh: boolean; consumers: string[] }> {
  const { rows } = await db.execute<{ fresh: boolean; consumers: string[] }>(sql`
    select exists (select from outbox where published_at is null) as fresh,
           array(select distinct consumer from deliveries) as consumers`);
  return rows[0]!;
}

/** Notes for each new event who is owed it. Resolves with how many events that were. */
export async function handOut(db: Database, transport: Pick<Transport, "recipients">): Promise<number> {
  let total = 0;
  for (let some = batchSize; some === batchSize;) {
    some = await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${relayLock})`);
      const events = await tx
        .select({ id: outbox.id, sequence: outbox.sequence, name: outbox.name })
        .from(outbox)
        .where(isNull(outbox.publishedAt))
        .orderBy(asc(outbox.sequence))
        .limit(batchSize);
      if (events.length === 0) return 0;
      const owed = events.flatMap(({ id: eventId, sequence, name }) =>
        transport.recipients(name).map((consumer) => ({ consumer, sequence, eventId })),
      );
      await insertAll(tx, deliveries, owed);
      await tx
        .update(outbox)
        .set({ publishedAt: sql`now()` })
        .where(idIn(events.map(({ id }) => id)));
      return events.length;
    });
    total += some;
  }
  return total;
}

/** What a consumer is owed, the oldest first; a batch at most. */
export async function findOwed(db: AnyDatabase, consumer: string): Promise<EventRecord[]> {
  const { publishedAt: _publishedAt, sequence: _sequence, ...event } = getColumns(outbox);
  return db
    .select(event)
    .from(deliveries)
    .innerJoin(outbox, eq(outbox.id, deliveries.eventId))
    .where(eq(deliveries.consumer, consumer))
    .orderBy(asc(deliveries.sequence))
    .limit(batchSize);
}

export async function settle(db: AnyDatabase, consumer: string, eventIds: readonly string[]): Promise<void> {
  await db
    .delete(deliveries)
    .where(and(eq(deliveries.consumer, consumer), inArray(deliveries.eventId, [...eventIds])));
}

const idIn = (ids: readonly string[]) =>
  ids.length === 1 ? eq(outbox.id, ids[0]!) : inArray(outbox.id, [...ids]);
