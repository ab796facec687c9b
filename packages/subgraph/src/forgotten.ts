import type { AnyDatabase } from "@linli/database";
import { dataRequested, type Projection } from "@linli/events";
import type { Clock } from "@linli/kernel";

/** Reads who has deleted their account since an instant. */
export type FindForgotten = (db: AnyDatabase, since: Date) => Promise<string[]>;

/** Milliseconds for which a deletion is kept in mind: no passport from before it counts for longer. */
const memory = 120_000;
/** Milliseconds after which it is looked again who was forgotten by another process of the service. */
const freshness = 1_000;

/**
 * Who has deleted the account while passports from before may still be good: they are nobody any more, or what they did by such
 * a passport would be kept of them for good.
 */
export function forgottenPersons(db: AnyDatabase, find: FindForgotten, now: Clock) {
  let found: ReadonlySet<string> = new Set();
  let lookedAt = -Infinity;
  let looking: Promise<void> | null = null;
  const told = new Map<string, number>();

  async function look() {
    found = new Set(await find(db, new Date(+now() - memory)));
    lookedAt = performance.now();
    for (const [person, at] of told) if (lookedAt - at > memory) told.delete(person);
  }

  return {
    async includes(person: string): Promise<boolean> {
      if (performance.now() - lookedAt >= freshness)
        await (looking ??= look().finally(() => (looking = null)));
      return found.has(person) || told.has(person);
    },
    /** A service's projections, which also tell at once whom this process forgets. */
    toldBy: (projections: readonly Projection[]): Projection[] =>
      projections.map((projection) =>
        projection.name === dataRequested.name
          ? {
              ...projection,
              async apply(tx, event, at) {
                const { kind, personId } = dataRequested.schema.parse(event.payload);
                // Before its rows are: who is told later could write between.
                if (kind === "DELETION") told.set(personId, performance.now());
                await projection.apply(tx, event, at);
              },
            }
          : projection,
      ),
  };
}
