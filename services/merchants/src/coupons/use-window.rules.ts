/** A time in which the merchant was suspended; `until` is null while it lasts. */
export type Suspension = { from: Date; until: Date | null };

type Window = { claimedAt: Date; useFrom: Date; useUntil: Date };

/**
 * A coupon as it can be used: whatever of its time its merchant was suspended is added to its end, so that nobody loses by it.
 * While a suspension lasts, that end moves along with the clock. Suspensions from before it was claimed or could be used, or
 * from after its end, add nothing. That its offer is paused or ended does not matter: a pause stops claims alone.
 */
export function extended<Coupon extends Window>(
  coupon: Coupon,
  suspensions: readonly Suspension[],
  at: Date,
): Coupon {
  const begins = Math.max(+coupon.claimedAt, +coupon.useFrom);
  let useUntil = +coupon.useUntil;
  for (const { from, until } of suspensions.toSorted((one, other) => +one.from - +other.from)) {
    const stopped = Math.max(+from, begins);
    if (stopped >= useUntil) break;
    useUntil += Math.max(0, +(until ?? at) - stopped);
  }
  return { ...coupon, useUntil: new Date(useUntil) };
}

/** Whether one of these lasted at that instant. */
export const wasSuspended = (suspensions: readonly Suspension[], at: Date): boolean =>
  suspensions.some(({ from, until }) => from <= at && (until === null || at < until));
