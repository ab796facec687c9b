import { dateIn, midnight } from "@linli/kernel";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** An hour of the wall clock, in the business zone, some days from now: negative ones are past. */
export function atHour(now: Date, days: number, hours: number, minutes = 0): Date {
  const date = dateIn(new Date(+now + days * day));
  return new Date(+midnight(date) + hours * hour + minutes * minute);
}
