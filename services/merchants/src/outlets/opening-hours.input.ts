import { calendarDate } from "@linli/subgraph";
import { z } from "zod";
import { clockTimePattern, weekdays } from "../offers/usable-times.rules.ts";
import { openingBetween, overlap } from "./opening-hours.rules.ts";

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
  .refine(
    (days) => new Set(days.map(({ weekday }) => weekday)).size === days.length,
    "names a weekday twice",
  );

/** A day with other hours; closed, where there are none. */
export const openingException = z.object({ on: calendarDate, openings });
