import type { Database } from "@linli/database";
import type { Clock } from "@linli/kernel";
import type { EventContract, EventRecord } from "./contract.ts";
import { inbox } from "./outbox.table.ts";
import type { Transport } from "./transport.ts";

/** What an event from elsewhere changes here, in the transaction that notes the event as done; `at` is when that is. */
export type Projection = { name: string; apply(tx: Database, event: EventRecord, at: Date): Promise<void> };

export function on<Payload>(
  contract: EventContract<Payload>,
  apply: (tx: Database, payload: Payload, event: EventRecord, at: Date) => Promise<void>,
): Projection {
  return {
    name: contract.name,
    apply: (tx, event, at) => apply(tx, contract.schema.parse(event.payload), event, at),
  };
}

/** Subscribes a service to events. However often one is delivered, its effect happens once. */
export function consume(
  consumer: string,
  db: Database,
  transport: Transport,
  projections: readonly Projection[],
  now: Clock = () => new Date(),
): void {
  const byName = new Map(projections.map((projection) => [projection.name, projection]));
  transport.subscribe(consumer, [...byName.keys()], (event) =>
    db.transaction(async (tx) => {
      const { rowCount } = await tx.insert(inbox).values({ eventId: event.id }).onConflictDoNothing();
      if (rowCount === 1) await byName.get(event.name)!.apply(tx, event, now());
    }),
  );
}
