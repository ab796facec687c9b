import { PausedByOthers, WrongOfferState } from "./offer.errors.ts";
import type { OfferClock } from "./offer.rules.ts";
import { hasEnded, transition } from "./offer-step.rules.ts";

/** Who besides its merchant may hold a paused offer back, the stronger last. */
export const offerHolds = ["REVIEWER", "PLATFORM"] as const;
export type OfferHold = (typeof offerHolds)[number];

type Pausable = OfferClock & { heldBy: OfferHold | null };
const strength = (hold: OfferHold | null) => (hold === null ? 0 : offerHolds.indexOf(hold) + 1);

/** Why somebody cannot pause an offer, as the merchant (null) or for others; null if it can be. */
export function pauseRefusal(offer: Pausable, by: OfferHold | null, at: Date): WrongOfferState | null {
  if (hasEnded(offer, at)) return new WrongOfferState("ENDED");
  if (offer.state === "PAUSED" && strength(by) <= strength(offer.heldBy))
    return new WrongOfferState("PAUSED");
  const next = transition(offer.state, "PAUSE");
  return next instanceof Error ? next : null;
}

/** Why somebody cannot resume an offer; null if it can be. Nobody lifts a pause of somebody stronger. */
export function resumeRefusal(
  offer: Pausable,
  by: OfferHold | null,
  at: Date,
): WrongOfferState | PausedByOthers | null {
  const next = transition(offer.state, "RESUME");
  if (next instanceof Error) return next;
  if (hasEnded(offer, at)) return new WrongOfferState("ENDED");
  return offer.heldBy && strength(by) < strength(offer.heldBy) ? new PausedByOthers(offer.heldBy) : null;
}
