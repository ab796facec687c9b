/** Within how long invalid codes count together, in milliseconds. */
export const guessWindowMs = 5 * 60_000;

/**
 * Invalid codes within the window from which on no code is looked at any more: typed by one person, at one outlet, or from
 * one network address, behind which a whole market hall may stand.
 */
const guessesAllowed = { staff: 10, outlet: 30, address: 60 } as const;

/** Whom invalid codes are counted by. */
export type Guesser = {
  staffId: string;
  outletId: string;
  /** A keyed hash of the network address; null where none is known. */
  addressHash: string | null;
  deviceId: string | null;
};

export type GuessCounts = Record<keyof typeof guessesAllowed | "device", number>;

export function isThrottled(counts: GuessCounts): boolean {
  return (
    counts.staff >= guessesAllowed.staff ||
    counts.outlet >= guessesAllowed.outlet ||
    counts.address >= guessesAllowed.address
  );
}
