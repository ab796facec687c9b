import type { AnyDatabase } from "@linli/database";
import { inArray, type SQL } from "drizzle-orm";
import { couldIdentify, titleOfNobody } from "./demand.rules.ts";
import { demands } from "./demand.table.ts";

/** Takes from demands what their reporters wrote about themselves. */
export async function clearOwnWords(tx: AnyDatabase, which: SQL): Promise<void> {
  const cleared = await tx
    .update(demands)
    .set({ description: null })
    .where(which)
    .returning({ id: demands.id, title: demands.title });
  const telling = cleared.filter(({ title }) => couldIdentify(title)).map(({ id }) => id);
  if (telling.length > 0)
    await tx.update(demands).set({ title: titleOfNobody }).where(inArray(demands.id, telling));
}
