import type { EventRecord } from "./contract.ts";

type Deliver = (event: EventRecord) => Promise<void>;

/** Carries events from a service's outbox to those who listen. */
export interface Transport {
  /** Whether all who listen have said so; before, events wait. */
  ready(): boolean;
  /** Who is owed an event of this name. */
  recipients(name: string): readonly string[];
  /** Resolves when the recipient has the event, or is sure to get it; rejects to be given it again. */
  deliver(recipient: string, event: EventRecord): Promise<void>;
  /** `consumer` names who listens: the name of a service. */
  subscribe(consumer: string, names: readonly string[], deliver: Deliver): void;
}

/** A consumer could not take an event; the cause says why. Until it can, what comes after waits for it too. */
export class NotDelivered extends Error {
  constructor(consumer: string, { name, id }: EventRecord, cause: unknown) {
    super(`${consumer} could not take ${name} (event ${id})`, { cause });
  }
}

/** Services in one process hand events to each other directly, once all of those expected listen. */
export function inProcessTransport(expected: readonly string[] = []): Transport {
  const consumers = new Map<string, { names: ReadonlySet<string>; deliver: Deliver }>();
  return {
    ready: () => expected.every((consumer) => consumers.has(consumer)),
    recipients: (name) =>
      [...consumers].flatMap(([consumer, { names }]) => (names.has(name) ? [consumer] : [])),
    async deliver(recipient, event) {
      const consumer = consumers.get(recipient);
      // What it no longer listens to passes it by.
      if (consumer && !consumer.names.has(event.name)) return;
      try {
        if (!consumer) throw new Error("nobody listens by that name");
        await consumer.deliver(event);
      } catch (cause) {
        throw new NotDelivered(recipient, event, cause);
      }
    },
    subscribe(consumer, names, deliver) {
      consumers.set(consumer, { names: new Set(names), deliver });
    },
  };
}
