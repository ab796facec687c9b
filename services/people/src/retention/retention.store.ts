import { and, eq, lt, or } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { guardianships } from "../guardianships/guardianship.table.ts";

/** Removes who cared for whom where that was over, or was refused, before an instant; resolves with what is no more. */
export function removeGuardianshipsOverBefore(tx: Db, before: Date) {
  return tx
    .delete(guardianships)
    .where(
      or(
        lt(guardianships.until, before),
        and(eq(guardianships.state, "REFUSED"), lt(guardianships.decidedAt, before)),
      ),
    )
    .returning({ id: guardianships.id, state: guardianships.state });
}
