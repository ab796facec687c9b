import { peopleChanged, record } from "@linli/events";
import { causeOf, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";

type Change = {
  /** What changed, in capitals: `MEMBERSHIP`. */
  entity: Uppercase<string>;
  id: string;
  /** The states before and after; null before it was made, and after it is gone. */
  from: string | null;
  to: string | null;
  /** For the log of what happened: without names, numbers or anything else about a person. */
  reason?: string | null;
};

/** Notes, in the transaction that makes it, that something has changed, by whom and by what right. */
export function recordChange(
  tx: Db,
  context: Pick<Context, "now" | "requestId" | "viewer">,
  right: Right | undefined,
  { reason = null, ...change }: Change,
): Promise<void> {
  return record(tx, peopleChanged, { ...change, reason }, causeOf(context, right));
}
