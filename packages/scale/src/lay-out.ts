import type { AnyDatabase } from "@linli/database";
import { type SQL, sql } from "drizzle-orm";
import { makeDice, makeNumberedId } from "./numbered.ts";

/** Rows that are made by number: a statement for those from one number up to, not including, another. */
export type Step = { what: string; count: number; run(from: number, until: number): SQL };

/** Rows of one statement, after which progress is told. */
const batch = 50_000;

/** Runs the steps in order, in a transaction of the caller's, telling how far each is, and gathers statistics at the end. */
export async function layOut(
  tx: Pick<AnyDatabase, "execute">,
  steps: readonly Step[],
  report: (line: string) => void,
): Promise<void> {
  // Each statement makes many rows.
  await tx.execute(sql`set local statement_timeout = 0`);
  await tx.execute(makeNumberedId);
  await tx.execute(makeDice);
  for (const { what, count, run } of steps) {
    for (let from = 0; from < count; from += batch) {
      const until = Math.min(from + batch, count);
      await tx.execute(run(from, until));
      report(`${what} ${until}`);
    }
  }
  // Without statistics the planner would guess.
  await tx.execute(sql`analyze`);
  report("statistics");
}
