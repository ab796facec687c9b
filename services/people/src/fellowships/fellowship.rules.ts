import type { AgeUnknown, TooOld } from "../councils/council.errors.ts";
import { type AgePolicy, refusalOfAge } from "../councils/council.rules.ts";
import { NotInOwnersCommittee } from "./fellowship.errors.ts";

/** An owners' committee in which somebody sits: all places in which it lies. */
export type CommitteeSeat = { within: readonly string[] };

/**
 * Why somebody may not join the fellowship of young committee members of a place on a date (R38); null where nothing
 * speaks against it. Young is who could sit in a youth council.
 */
export function refusalOfFellow(
  { birthDate, committees }: { birthDate: string | null; committees: readonly CommitteeSeat[] },
  placeId: string,
  on: string,
  policy: AgePolicy,
): NotInOwnersCommittee | AgeUnknown | TooOld | null {
  if (!committees.some(({ within }) => within.includes(placeId))) return new NotInOwnersCommittee();
  return refusalOfAge(birthDate, on, policy);
}
