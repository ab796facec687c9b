import type { Clock } from "@linli/kernel";
import type { Bearer, PassportIssuer } from "@linli/passport";
import { LRUCache } from "lru-cache";

/** A passport lives sixty seconds; it is handed out while at least twenty of them are left. */
const reuseMs = 40_000;

/**
 * Signs a passport for a bearer once and hands it out again while it is good for a while. What it says of a viewer is so
 * since people was asked, and that is from when it counts: a right that ended is proved by no passport a minute later.
 */
export function reusePassports(issue: PassportIssuer, now: Clock): (bearer: Bearer, since?: Date) => string {
  // By the viewer's object: whenever people is asked again, what it says is signed again.
  const signed = new LRUCache<Exclude<Bearer, null> | "visitor", { passport: string; at: number }>({
    max: 50_000,
  });
  return (bearer, since = now()) => {
    const known = signed.get(bearer ?? "visitor");
    if (known && +since - known.at <= reuseMs) return known.passport;
    const passport = issue(bearer, since);
    signed.set(bearer ?? "visitor", { passport, at: +since });
    return passport;
  };
}
