import { dateIn, type Fen, midnight, monthSpan } from "@linli/kernel";

/** Of what a statement is: `[from, until)`, both at midnight in Asia/Shanghai. */
export type Period = { from: Date; until: Date };

export const entryKinds = ["REDEMPTION", "REVERSAL"] as const;
export type EntryKind = (typeof entryKinds)[number];

/** A redemption as it was booked, or the reversal of one with its amounts taken away. */
export type StatementEntry = {
  redemptionId: string;
  kind: EntryKind;
  at: Date;
  redeemedAt: Date;
  outletId: string;
  offerId: string;
  spentFen: Fen;
  savedFen: Fen;
  outletName: string;
  offerTitle: string;
};

/** Where an entry stands in a statement. */
export type EntryPosition = Pick<StatementEntry, "at" | "redemptionId" | "kind">;

/** With the instant at which the statement was drawn up, so that later pages hold what the first one counted. */
export type EntryCursor = EntryPosition & { asOf: Date };

/** What entries add up to: amounts are of redemptions, less those of reversals. */
export type Sums = { redemptions: number; reversals: number; spentFen: Fen; savedFen: Fen };

/** Rows of a statement's CSV at most; the next part begins after them. */
export const csvRowLimit = 5_000;

/** Days that a statement covers at most. */
const longest = 366;

export type PeriodInput = {
  month?: string | null | undefined;
  from?: string | null | undefined;
  until?: string | null | undefined;
};

/**
 * The period that is meant: a calendar month (`yyyy-mm`), or the days from one date (included) until another (not
 * included). Says what is wrong where it is neither.
 */
export function periodOf({ month, from, until }: PeriodInput): Period | { path: string; message: string } {
  if (month) {
    if (from || until) return { path: "month", message: "a month, or from and until" };
    return monthSpan(month) ?? { path: "month", message: "a month, yyyy-mm" };
  }
  if (!from || !until) return { path: "month", message: "a month, or from and until" };
  for (const [path, date] of Object.entries({ from, until }))
    if (!/^(?:19|20|21)\d\d-/.test(date)) return { path, message: "a date between 1900 and 2199" };
  const period = { from: midnight(from), until: midnight(until) };
  const days = (+period.until - +period.from) / 86_400_000;
  return days >= 1 && days <= longest
    ? period
    : { path: "until", message: `1 to ${longest} days after from` };
}

/** That part of a period of which a statement that was drawn up at an instant tells: what was booked until then. */
export const bookedIn = ({ from, until }: Period, asOf: Date): Period => ({
  from,
  until: new Date(Math.min(+until, +asOf + 1)),
});

/** Its first and its last day. */
export const daysOf = ({ from, until }: Period): [string, string] => [
  dateIn(from),
  dateIn(new Date(+until - 1)),
];
