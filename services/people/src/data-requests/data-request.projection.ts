import { dataReceiptGiven, on } from "@linli/events";
import { dataReceipts } from "./data-request.table.ts";

/** Notes what another service says it has done. A receipt counts once. */
export const receiptProjection = on(dataReceiptGiven, async (tx, { requestId, service, counts, at }) => {
  await tx
    .insert(dataReceipts)
    .values({ requestId, service, counts, at: new Date(at) })
    .onConflictDoNothing();
});
