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
