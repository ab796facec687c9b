import { monthsAgo } from "@linli/demo-world";
import { dateIn, midnight } from "@linli/kernel";

export const hour = 3_600_000;
export const day = 24 * hour;

/** An instant so many days from today (the past is negative), at an hour of the day in Asia/Shanghai. */
export function dayAt(now: Date, days: number, atHour: number): Date {
  return later(midnight(dateIn(now)), days * day + atHour * hour);
}

/** The first instant of the month that lies so many months back, in Asia/Shanghai. */
export function monthStart(now: Date, months: number): Date {
  return midnight(`${monthsAgo(months, now).slice(0, 7)}-01`);
}

export function later(from: Date, ms: number): Date {
  return new Date(+from + ms);
}

export function earliest(...dates: Date[]): Date {
  return new Date(Math.min(...dates.map(Number)));
}
