/** Tells the time. Handed over, so that a test can choose it. */
export type Clock = () => Date;

/** Half-open, `[from, until)`; without an end it goes on. */
export type Interval = { from: Date; until: Date | null };

export function contains({ from, until }: Interval, at: Date): boolean {
  return from <= at && (until === null || at < until);
}

// Making a formatter is a hundred times dearer than using it.
const businessDate = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", dateStyle: "short" });

/** The calendar date of an instant in the business zone, Asia/Shanghai: `2026-11-23`. */
export function dateIn(at: Date): string {
  return businessDate.format(at);
}

/** The instant at which a date (`yyyy-mm-dd`) begins in the business zone, which knows no summer time. */
export function midnight(date: string): Date {
  return new Date(`${date}T00:00:00+08:00`);
}

/**
 * Full years of age on a date (both `yyyy-mm-dd`). A person born on 29 February is a year older on 1 March of a
 * common year, as the Civil Code counts.
 */
export function ageOn(birthDate: string, date: string): number {
  const [birthYear, birthDay] = [Number(birthDate.slice(0, 4)), birthDate.slice(5)];
  return Number(date.slice(0, 4)) - birthYear - (date.slice(5) < birthDay ? 1 : 0);
}

/**
 * The same day so many months later, or earlier if negative; where that month is too short, its last day (both
 * `yyyy-mm-dd`).
 */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** A calendar month (`yyyy-mm`) in the business zone, `[from, until)`; null where it is none. */
export function monthSpan(month: string): { from: Date; until: Date } | null {
  if (!/^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/.test(month)) return null;
  return { from: midnight(`${month}-01`), until: midnight(addMonths(`${month}-01`, 1)) };
}

/** The date on which somebody becomes so many years old: for 29 February, in a common year, 1 March. */
export function birthdayOf(birthDate: string, age: number): string {
  const [year, month, day] = [Number(birthDate.slice(0, 4)), birthDate.slice(5, 7), birthDate.slice(8)];
  return new Date(Date.UTC(year + age, Number(month) - 1, Number(day))).toISOString().slice(0, 10);
}
