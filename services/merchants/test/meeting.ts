import { type SQL, sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import type { World } from "./world.ts";

/** Until so many of a world's transactions wait for a lock. */
export const waiting = ({ db }: Pick<World, "db">, count: number) =>
  vi.waitFor(async () => {
    const { rows } = await db.execute<{ pid: number }>(sql`
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    expect(rows).toHaveLength(count);
  }, 10_000);

/** Holds what a statement locks, so that whoever comes to it waits, until it is let go. */
export async function hold({ db }: Pick<World, "db">, lock: SQL) {
  const [held, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = db.transaction(async (tx) => {
    await tx.execute(lock);
    held.resolve();
    await free.promise;
  });
  await held.promise;
  return {
    letGo() {
      free.resolve();
      return holding;
    },
  };
}

/** Begins requests that come to what a statement locks, and lets them go on once all of them wait. */
export async function meetingAt<Answers extends readonly Promise<unknown>[]>(
  w: Pick<World, "db">,
  lock: SQL,
  begin: () => readonly [...Answers],
) {
  const held = await hold(w, lock);
  const begun = begin();
  await waiting(w, begun.length).finally(held.letGo);
  return Promise.all(begun);
}
