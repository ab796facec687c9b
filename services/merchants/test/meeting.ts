import { type SQL, sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import type { World } from "./world.ts";

/** Begins requests while a transaction holds what a statement locks, and lets them go on once all of them wait for a lock. */
export async function meetingAt<Answer>(
  { db }: Pick<World, "db">,
  lock: SQL,
  begin: () => Promise<Answer>[],
): Promise<Answer[]> {
  const requests = await db.transaction(async (tx) => {
    await tx.execute(lock);
    const begun = begin();
    await vi.waitFor(async () => {
      const { rows } = await db.execute(sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
      expect(rows).toHaveLength(begun.length);
    }, 10_000);
    return { begun };
  });
  return Promise.all(requests.begun);
}
