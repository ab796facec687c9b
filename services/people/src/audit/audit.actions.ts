import { NotAllowed } from "@linli/kernel";
import { hasGrant, type Viewer } from "@linli/passport";
import type { Context } from "../context.ts";
import { checkChain, countEntriesOf } from "./audit.store.ts";

/** Auditors look over the whole log: their right holds everywhere. */
export const mayAudit = (viewer: Viewer | null) => hasGrant(viewer, ["AUDITOR"], { placePath: [] });

/** Checks the log from its first entry, for an auditor. */
export async function auditLogCheck({ db, viewer }: Context) {
  if (!mayAudit(viewer)) throw new NotAllowed("The audit log is for auditors.");
  return checkChain(db);
}

/** How often the viewer's own data was read by others. */
export async function countReadings({ db, viewer }: Context, personId: string): Promise<number> {
  if (viewer?.person !== personId) throw new NotAllowed("The access log shows to the person alone.");
  return countEntriesOf(db, personId);
}
