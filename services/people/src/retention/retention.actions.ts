import { addMonths, dateIn, midnight } from "@linli/kernel";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import { removeGuardianshipsOverBefore } from "./retention.store.ts";

/**
 * Removes records of minors that were over so many months ago: who cared for them. What was consented to stays, as proof and
 * without whose care it was. Done again, it finds nothing more. Resolves with how many went, and before which date they ended.
 */
export async function purgeRecordsOfMinors(context: Pick<Context, "db" | "now" | "policies">) {
  const { db, now, policies } = context;
  const date = addMonths(dateIn(now()), -policies.minorRecordMonths);
  return db.transaction(async (tx) => {
    const gone = await removeGuardianshipsOverBefore(tx, midnight(date));
    for (const { id, state } of gone)
      await recordChange(tx, { ...context, viewer: null, requestId: null }, undefined, {
        entity: "GUARDIANSHIP",
        id,
        from: state,
        to: null,
        reason: "RETENTION",
      });
    return { guardianships: gone.length, endedBefore: date };
  });
}
