import {
  dataReceiptGiven,
  dataRequested,
  type DataService,
  on,
  type Projection,
  record,
} from "@linli/events";
import { dataRequests } from "./data-request.table.ts";
import type { PersonalData } from "./held.ts";
import { countHeld, forget } from "./held.store.ts";

/**
 * Answers a request of `people`: from then on an export shows here to the person; a deleted account is forgotten. The
 * receipt goes out with it, or not at all.
 */
export function dataRequestProjection(service: DataService, personalData: PersonalData): Projection {
  return on(dataRequested, async (tx, { requestId, personId, kind }, event, at) => {
    const counts = await countHeld(tx, personalData, personId);
    const cause = { actor: event.actor, role: null, scope: null, requestId: event.requestId, at };
    if (kind === "DELETION") await forget(tx, personalData, personId, cause);
    await tx.insert(dataRequests).values({ id: requestId, personId, kind, at: event.at });
    await record(tx, dataReceiptGiven, { requestId, service, counts, at: at.toISOString() }, cause);
  });
}
