import { type AnyDatabase, insertAll } from "@linli/database";
import { uuidv7 } from "@linli/kernel";
import type { EventContract, EventRecord } from "./contract.ts";
import { outbox } from "./outbox.table.ts";

/** Whose doing an event is, by what right, and when. */
export type Cause = {
  actor: string | null;
  /** The role that allowed it, and the place, organization or merchant for which it holds. */
  role: string | null;
  scope: string | null;
  requestId: string | null;
  at: Date;
};

/** An event as `record` writes it, for a statement that writes more than the event. */
export function eventRecord<Payload>(
  contract: EventContract<Payload>,
  payload: Payload,
  cause: Cause,
): EventRecord {
  return { id: uuidv7(), name: contract.name, payload: contract.schema.parse(payload), ...cause };
}

/**
 * Records events in the caller's transaction: they happen if it commits, and not otherwise. The relay sends them on.
 * A payload that breaks its contract is a bug and throws.
 */
export async function record<Payload>(
  tx: AnyDatabase,
  contract: EventContract<Payload>,
  payloads: Payload | readonly Payload[],
  cause: Cause,
): Promise<void> {
  const list = Array.isArray(payloads) ? (payloads as readonly Payload[]) : [payloads as Payload];
  await insertAll(
    tx,
    outbox,
    list.map((payload) => eventRecord(contract, payload, cause)),
  );
}
