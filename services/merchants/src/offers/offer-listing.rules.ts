import type { OfferState } from "./offer.rules.ts";

/** The same as `offerState`, as a filter of the offers' table. */
export function standingAt(state: OfferState, at: Date) {
  const over = { OR: [{ claimUntil: { lte: at } }, { totals: { remaining: { lte: 0 } } }] };
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
