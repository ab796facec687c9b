import type { EventRecord } from "./contract.ts";

type Deliver = (event: EventRecord) => Promise<void>;

/** Carries events between services, at least once and in order for each publisher. */
export interface Transport {
  /** Resolves when every subscriber has, or is sure to get, each of the events; rejects to be given them again. */
  publish(events: readonly EventRecord[]): Promise<void>;
  /** `consumer` names who listens: the name of a service. */
  subscribe(consumer: string, names: readonly string[], deliver: Deliver): void;
}

/** A consumer could not take an event; the cause says why. Until it can, what its publisher says waits. */
export class NotDelivered extends Error {
  constructor(consumer: string, { name, id }: EventRecord, cause: unknown) {
    super(`${consumer} could not take ${name} (event ${id})`, { cause });
  }
}

/** Services in one process hand events to each other directly. */
export function inProcessTransport(): Transport {
  const subscribers: { consumer: string; names: ReadonlySet<string>; deliver: Deliver }[] = [];
  return {
    async publish(events) {
      const outcomes = await Promise.allSettled(
        subscribers.map(async ({ consumer, names, deliver }) => {
          for (const event of events) {
            if (!names.has(event.name)) continue;
            await deliver(event).catch((cause: unknown) => {
              throw new NotDelivered(consumer, event, cause);
            });
          }
        }),
      );
      // Only now: nobody is at work any more when the events are given again.
      const failed = outcomes.find((outcome) => outcome.status === "rejected");
      if (failed) throw failed.reason;
    },
    subscribe(consumer, names, deliver) {
      subscribers.push({ consumer, names: new Set(names), deliver });
    },
  };
}
