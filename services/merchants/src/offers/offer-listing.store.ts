import { sql } from "drizzle-orm";
import type { OfferState } from "./offer.rules.ts";
import type { offers } from "./offer.table.ts";

/** A discount whose budget tills have used up. */
const usedUp = (offer: typeof offers) =>
  sql`${offer.kind} = 'DISCOUNT' and coalesce(${offer.redeemedFen} >= ${offer.budgetFen}, false)`;

/** The same as `offerState` of what is left, as a filter of the offers' table. */
export function standingAt(state: OfferState, at: Date) {
  const over = { OR: [{ claimUntil: { lte: at } }, { totals: { remaining: { lte: 0 } } }, { RAW: usedUp }] };
  const active = { merchant: { state: "ACTIVE" as const } };
  const approved = { state: "APPROVED" as const, NOT: over };
  switch (state) {
    case "ENDED":
      return { state: { in: ["APPROVED" as const, "PAUSED" as const] }, ...over };
    case "PAUSED":
      return {
        OR: [
          { state, NOT: over },
          { ...approved, merchant: { state: { ne: "ACTIVE" as const } } },
        ],
      };
    case "SCHEDULED":
      return { ...approved, ...active, claimFrom: { gt: at } };
    case "LIVE":
      return { ...approved, ...active, claimFrom: { lte: at } };
    default:
      return { state };
  }
}
