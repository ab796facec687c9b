import type { AnyDatabase } from "@linli/database";
import { uuidv7 } from "@linli/kernel";
import { and, eq, isNull } from "drizzle-orm";
import { merchantSuspensions } from "./suspension.table.ts";

/** Notes since when merchants are suspended, in the transaction that suspends them. */
export async function beginSuspensions(
  tx: AnyDatabase,
  merchantIds: readonly string[],
  from: Date,
): Promise<void> {
  if (merchantIds.length === 0) return;
  await tx
    .insert(merchantSuspensions)
    .values(merchantIds.map((merchantId) => ({ id: uuidv7(+from), merchantId, from })));
}

/** Notes that a merchant is suspended no more. */
export async function endSuspension(tx: AnyDatabase, merchantId: string, until: Date): Promise<void> {
  await tx
    .update(merchantSuspensions)
    .set({ until })
    .where(and(eq(merchantSuspensions.merchantId, merchantId), isNull(merchantSuspensions.until)));
}
