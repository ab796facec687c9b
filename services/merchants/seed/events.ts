import type { EventContract } from "@linli/events";
import { fixedId } from "@linli/demo-world";
import type { outbox } from "../src/db/tables.ts";

export type EventRow = typeof outbox.$inferInsert;

/**
 * An event as `record` writes it, but of its own time and actor: `record` takes one cause a statement, and here no two
 * events have the same. `name` makes its id.
 */
export function eventRow<Payload>(
  name: string,
  contract: EventContract<Payload>,
  payload: Payload,
  cause: { actor: string; at: Date },
): EventRow {
  return {
    id: fixedId(`event:${name}`),
    name: contract.name,
    payload: contract.schema.parse(payload),
    requestId: "demo-world",
    ...cause,
  };
}
