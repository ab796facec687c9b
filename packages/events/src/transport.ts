import type { EventRecord } from "./contract.ts";

type Deliver = (event: EventRecord) => Promise<void>;

/** Carries events between services, at least once and in order for each publisher. */
export interface Transport {
  /** Resolves when every subscriber has, or is sure to get, each of the events; rejects to be given them again. */
  publish(events: readonly EventRecord[]): Promise<void>;
  /** `consumer` names who listens: the name of a service. */
  subscribe(consumer: string, names: readonly string[], deliver: Deliver): void;
}

/** Services in one process hand events to each other directly. */
export function inProcessTransport(): Transport {
  const subscribers: { names: ReadonlySet<string>; deliver: Deliver }[] = [];
  return {
    async publish(events) {
      const outcomes = await Promise.allSettled(
        subscribers.map(async ({ names, deliver }) => {
          for (const event of events) if (names.has(event.name)) await deliver(event);
        }),
      );
      // Only now: nobody is at work any more when the events are given again.
      const failed = outcomes.find((outcome) => outcome.status === "rejected");
      if (failed) throw failed.reason;
    },
    subscribe(_consumer, names, deliver) {
      subscribers.push({ names: new Set(names), deliver });
    },
  };
}
