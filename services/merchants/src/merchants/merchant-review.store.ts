import { liesInScope } from "@linli/measures";
import type { PlaceScope } from "@linli/passport";
import { or, type SQL, sql } from "drizzle-orm";
import { workingAt } from "./merchant.rules.ts";
import type { merchants } from "./merchant.table.ts";

/**
 * Merchants that wait to be decided about by somebody who has no part in them: each of their shops in use lies in one of the
 * scopes, and there is one. The same as `decide` of the actions asks for, as a filter of the merchants' table.
 */
export function awaitingDecision(personId: string, scopes: readonly PlaceScope[], at: Date) {
  return {
    state: "APPLIED" as const,
    appliedBy: { ne: personId },
    NOT: { staff: { personId, ...workingAt(at) } },
    RAW: scopes.length > 0 ? hasItsShopsIn(scopes) : sql`false`,
  };
}

function hasItsShopsIn(scopes: readonly PlaceScope[]) {
  const reached = scopes.map((scope) => liesInScope(sql`outlets.place_id`, scope) ?? sql`true`);
  return (merchant: typeof merchants): SQL => sql`(
    select bool_and(${or(...reached)}) from outlets
    where merchant_id = ${merchant.id} and retired_at is null)`;
}
