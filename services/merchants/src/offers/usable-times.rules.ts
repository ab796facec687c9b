import { dateIn, midnight } from "@linli/kernel";

/** ISO 8601's order, from Monday on. */
export const weekdays = [
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
  "SUNDAY",
] as const;
export type Weekday = (typeof weekdays)[number];

export const minutesOfDay = 24 * 60;

/**
 * When, within its time of use, a coupon can be used: on these days (null: every day) and in `[from, until)` of each, in
 * minutes since midnight in Asia/Shanghai (null: all day).
 */
export type UsableTimes = {
  usableDays: Weekday[] | null;
  usableFromMinute: number | null;
  usableUntilMinute: number | null;
};

export function isUsableAt(times: UsableTimes, at: Date): boolean {
  const date = dateIn(at);
  const day = weekdayOf(date);
  const minute = (+at - +midnight(date)) / 60_000;
  return (
    (times.usableDays?.includes(day) ?? true) &&
    (times.usableFromMinute ?? 0) <= minute &&
    minute < (times.usableUntilMinute ?? minutesOfDay)
  );
}

export const weekdayOf = (date: string): Weekday => weekdays[(new Date(date).getUTCDay() + 6) % 7]!;

/** `11:30`; the end of a day is `24:00`. */
export function clockTime(minute: number): string {
  const pair = (count: number) => String(count).padStart(2, "0");
  return `${pair(Math.floor(minute / 60))}:${pair(minute % 60)}`;
}

export const clockTimePattern = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** The minute that a time of that pattern names. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
