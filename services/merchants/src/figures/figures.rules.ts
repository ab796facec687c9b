import { addMonths, dateIn, midnight } from "@linli/kernel";
import { addUp } from "@linli/measures";

/** Within how many days two redemptions make a resident a regular (R73). */
const regularDays = 90;

/** How many residents redeemed within the days before a month's end, and how many of them at least twice. */
export type Regulars = { redeemers: number; returning: number };

/** The days that a month's rate is of: those until its end. Undefined while the month is not over. */
export function daysOfRegulars(month: string, now: Date): { from: Date; until: Date } | undefined {
  const until = midnight(addMonths(`${month}-01`, 1));
  return until <= now ? { from: new Date(+until - regularDays * 86_400_000), until } : undefined;
}

/** The last month that is over, `yyyy-mm` in Asia/Shanghai. */
export const lastMonth = (now: Date): string => addMonths(`${dateIn(now).slice(0, 7)}-01`, -1).slice(0, 7);

/**
 * What of it a merchant may be told. Counts of coupons are the merchant's own books; who is the same person as whom is not:
 * of too few residents, who came back or who did not, nothing is said.
 */
export function shownRegulars({ redeemers, returning }: Regulars): { [Of in keyof Regulars]: number | null } {
  const groups = [redeemers, returning, redeemers - returning];
  const [row] = addUp([{ at: {}, groups, figures: { redeemers, returning } }], []);
  return row!.figures;
}
