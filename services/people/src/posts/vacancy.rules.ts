import { inForceOn, type Term } from "../memberships/membership.rules.ts";
import { existingOn } from "./post.rules.ts";

/** The posts that nobody holds on a date, as a filter of posts. */
export const vacantOn = (on: string) => ({ ...existingOn(on), NOT: { memberships: inForceOn(on) } });

/** Since when a vacant post is so: since its last holder left, or it was made; null where neither was noted. */
export function vacantSince(
  { createdOn, terms }: { createdOn: string | null; terms: readonly Term[] },
  on: string,
): string | null {
  const ends = terms
    .filter(({ startsOn, endsOn }) => endsOn !== null && startsOn < endsOn && endsOn <= on)
    .map(({ endsOn }) => endsOn!);
  return ends.toSorted().at(-1) ?? createdOn;
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
