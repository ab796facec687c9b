import { z } from "zod";

const first = new Date("2000-01-01T00:00:00Z");
const end = new Date("2200-01-01T00:00:00Z");

/** An instant from outside, within the years that records of ours can speak of: what lies beyond is a slip, and some no database holds. */
export const instant = z
  .date()
  .refine((at) => at >= first && at < end, "must lie between the years 2000 and 2199");
