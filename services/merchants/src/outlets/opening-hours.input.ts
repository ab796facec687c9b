import { calendarDate } from "@linli/subgraph";
import { z } from "zod";
import { clockTimePattern, weekdays } from "../offers/usable-times.rules.ts";
import { onDay, openingBetween, overlap } from "./opening-hours.rules.ts";

const time = z.string().regex(clockTimePattern, "must be a time such as 08:30");
const openings = z
  .array(
    z
      .object({ opens: time.refine((at) => at !== "24:00", "must be before 24:00"), closes: time })
      .transform(({ opens, closes }) => openingBetween(opens, closes)),
  )
  .max(6)
  .refine((given) => !overlap(given), "must not overlap");

/** The hours of each weekday on which an outlet opens; a weekday that is left out is closed. */
export const openingHours = z
  .array(z.object({ weekday: z.enum(weekdays), openings: openings.min(1) }))
  .max(weekdays.length)
  .refine((days) => new Set(days.map(({ weekday }) => weekday)).size === days.length, "names a weekday twice")
  .refine((days) => {
    // Twice, so that a Sunday's night meets the Monday.
    const twoWeeks = [...weekdays, ...weekdays].flatMap((weekday, index) =>
      days.flatMap((day) => (day.weekday === weekday ? onDay(index, day.openings) : [])),
    );
    return !overlap(twoWeeks);
  }, "must not overlap with the next day");

const dayMs = 86_400_000;

/** The days with other hours, each once; closed, where there are none. */
export const openingExceptions = z
  .array(z.object({ on: calendarDate, openings }))
  .max(60)
  .refine((days) => new Set(days.map(({ on }) => on)).size === days.length, "names a day twice")
  .refine(
    (days) => !overlap(days.flatMap((day) => onDay(Date.parse(day.on) / dayMs, day.openings))),
    "must not overlap with the next day",
  );
