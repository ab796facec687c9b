import { z } from "zod";

/** A calendar date from outside (`yyyy-mm-dd`), within the years that records of ours can speak of. */
export const calendarDate = z.iso
  .date()
  .refine((date) => date >= "1900-01-01" && date < "2200-01-01", "must lie between 1900 and 2199");
