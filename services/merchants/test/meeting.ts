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

/** Begins requests while a transaction holds what a statement locks, and lets them go on once all of them wait. */
export async function meetingAt<Answers extends readonly Promise<unknown>[]>(
  w: Pick<World, "db">,
  lock: SQL,
  begin: () => readonly [...Answers],
) {
  let begun: readonly [...Answers] | undefined;
  await w.db.transaction(async (tx) => {
    await tx.execute(lock);
    begun = begin();
    await waiting(w, begun.length);
  });
  return Promise.all(begun!);
}
