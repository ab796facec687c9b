import { LRUCache } from "lru-cache";
import type { ClaimedOffer } from "./coupon-claim.store.ts";

/** Milliseconds for which an offer's sold-out stock is not asked for again. */
const ttl = 1_000;

/**
 * What this process knows of offers whose stock is gone: after a drop, most who come are told so by one short statement
 * about themselves. It is a cache and no more: it says no for a second at most to whom the database would say yes, and
 * never yes.
 */
export type SoldOutOffers = Pick<LRUCache<string, ClaimedOffer>, "delete" | "get" | "set">;

export const soldOutOffers = (): SoldOutOffers => new LRUCache({ max: 1_000, ttl });
