import { dateIn, midnight } from "@linli/kernel";

const day = 86_400_000;
const weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"] as const;
/** Which of its month's days of that name a date is: the second Wednesday. */
const ordinalOf = (date: Date) => Math.ceil(date.getUTCDate() / 7);

/** A date (midnight UTC) so many days ahead, or the next of a month's first 28 days: every month has its like. */
export function dateAhead(now: Date, days: number): Date {
  const date = new Date(+new Date(dateIn(now)) + days * day);
  return date.getUTCDate() <= 28 ? date : dateAhead(now, days + 1);
}

/** The rule that a date follows: on the same weekday of each month. */
export function monthlyRule(date: Date): string {
  return `FREQ=MONTHLY;BYDAY=${ordinalOf(date)}${weekdays[date.getUTCDay()]!}`;
}

/** Where the date's rule falls some months later; earlier, if negative. */
export function monthsLater(date: Date, months: number): Date {
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const untilWeekday = (date.getUTCDay() - first.getUTCDay() + 7) % 7;
  return new Date(+first + (untilWeekday + 7 * (ordinalOf(date) - 1)) * day);
}

/** An hour of a date in the business zone. */
export function atHour(date: Date, hours: number): Date {
  return new Date(+midnight(date.toISOString().slice(0, 10)) + hours * 3_600_000);
}
