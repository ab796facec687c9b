/** Distinct persons below whom a figure says something about somebody. */
const fewestPersons = 5;

/** A cell at the finest grain: how many claimed, and how many of them redeemed, as distinct persons. */
export type Persons = { claimers: number; redeemers: number };

/**
 * Whether a cell of the finest grain may be shown. Those who claimed and those who redeemed are told apart by the
 * difference of two figures, so each of the groups has to be none or large enough.
 */
export function isShown({ claimers, redeemers }: Persons): boolean {
  return [claimers, redeemers, claimers - redeemers].every((group) => group === 0 || group >= fewestPersons);
}
