import { dateIn, midnight } from "@linli/kernel";
import { clockTime, minuteOf, minutesOfDay, type Weekday, weekdayOf } from "../offers/usable-times.rules.ts";

/** Open in `[opens, closes)`, in minutes since the midnight (Asia/Shanghai) that began the day; over midnight, beyond 1,440. */
export type Opening = { opensMinute: number; closesMinute: number };
export type WeekdayOpening = Opening & { weekday: Weekday };
/** A day with hours of its own, such as a holiday; without any it is closed. */
type DayException = { on: string; openings: readonly Opening[] };

/** When an outlet is open: what a day's exception says, otherwise the hours of its weekday. */
export type Timetable = { hours: readonly WeekdayOpening[]; exceptions: readonly DayException[] };

/**
 * Whether an outlet is open at an instant, by the clock of Asia/Shanghai: in an opening of that day, or in one of the
 * day before that goes on over midnight. Null where it has said no hours, neither of its weekdays nor of that day.
 */
export function isOpen({ hours, exceptions }: Timetable, at: Date): boolean | null {
  const today = dateIn(at);
  const minute = (+at - +midnight(today)) / 60_000;
  const exceptionOn = (date: string) => exceptions.find(({ on }) => on === date)?.openings;
  const openingsOn = (date: string) =>
    exceptionOn(date) ?? hours.filter(({ weekday }) => weekday === weekdayOf(date));
  const covers = (date: string, of: number) =>
    openingsOn(date).some(({ opensMinute, closesMinute }) => opensMinute <= of && of < closesMinute);
  if (covers(today, minute) || covers(dayBefore(today), minute + minutesOfDay)) return true;
  return hours.length === 0 && !exceptionOn(today) ? null : false;
}

const dayBefore = (date: string): string =>
  new Date(+new Date(date) - minutesOfDay * 60_000).toISOString().slice(0, 10);

/** The time of day at which an opening begins or ends: what lies beyond midnight is a time of the next day. */
export const timeOf = (minute: number): string =>
  clockTime(minute > minutesOfDay ? minute - minutesOfDay : minute);

/** An opening by its times; a closing time at or before the opening one lies beyond midnight. */
export function openingBetween(opens: string, closes: string): Opening {
  const [opensMinute, closesMinute] = [minuteOf(opens), minuteOf(closes)];
  return {
    opensMinute,
    closesMinute: closesMinute > opensMinute ? closesMinute : closesMinute + minutesOfDay,
  };
}

/** Openings of the day with this number, among those of other days. */
export const onDay = (day: number, openings: readonly Opening[]): Opening[] =>
  openings.map(({ opensMinute, closesMinute }) => ({
    opensMinute: opensMinute + day * minutesOfDay,
    closesMinute: closesMinute + day * minutesOfDay,
  }));

/** Whether two openings overlap. */
export const overlap = (openings: readonly Opening[]): boolean =>
  openings
    .toSorted((a, b) => a.opensMinute - b.opensMinute)
    .some(({ opensMinute }, index, sorted) => index > 0 && opensMinute < sorted[index - 1]!.closesMinute);

type ExceptionRow = { on: string; opensMinute: number | null; closesMinute: number | null };

/** A timetable as its rows say it: of a day that is closed there is one row without times. */
export function timetable(rows: {
  hours: readonly WeekdayOpening[];
  exceptions: readonly ExceptionRow[];
}): Timetable {
  const days = Map.groupBy(rows.exceptions, ({ on }) => on);
  return {
    hours: rows.hours,
    exceptions: [...days].map(([on, openings]) => ({
      on,
      openings: openings.flatMap(({ opensMinute, closesMinute }) =>
        opensMinute === null || closesMinute === null ? [] : [{ opensMinute, closesMinute }],
      ),
    })),
  };
}
