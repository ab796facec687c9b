import { dateIn } from "@linli/kernel";

const asDate = (utc: number) => new Date(utc).toISOString().slice(0, 10);
const parts = (date: string) =>
  [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))] as const;

function minusMonths(date: string, months: number): string {
  const [year, month, day] = parts(date);
  const lastDay = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return asDate(Date.UTC(year, month - 1 - months, Math.min(day, lastDay)));
}

/** The same day of an earlier month (of a later one, if negative), or that month's last day: `yyyy-mm-dd`. */
export function monthsAgo(months: number, today: Date): string {
  return minusMonths(dateIn(today), months);
}

/** The birth date of someone who is that old today: the world stays as old as it was laid out, whenever that is. */
export function birthDateOf(
  { age, daysSinceBirthday }: { age: number; daysSinceBirthday: number },
  today: Date,
): string {
  const [year, month, day] = parts(dateIn(today));
  return minusMonths(asDate(Date.UTC(year, month - 1, day - daysSinceBirthday)), age * 12);
}
