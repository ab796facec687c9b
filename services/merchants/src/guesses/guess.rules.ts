import { TooManyAttempts } from "../coupons/coupon.errors.ts";

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

/** Invalid codes within the window: how many, and when the first of them was. */
type Guesses = { count: number; first: Date | null };
export type GuessCounts = Record<keyof typeof guessesAllowed | "device", Guesses>;

/** Why no code is looked at now, with the time until the first of too many invalid ones is forgotten; null: it is. */
export function throttle(guesses: GuessCounts, at: Date): TooManyAttempts | null {
  const waits = (["staff", "outlet", "address"] as const).flatMap((by) => {
    const { count, first } = guesses[by];
    return first && count >= guessesAllowed[by] ? +first + guessWindowMs - +at : [];
  });
  return waits.length > 0 ? new TooManyAttempts(Math.ceil(Math.max(...waits) / 1_000)) : null;
}
