import { z } from "zod";
import { defineEvent } from "../contract.ts";

/** What somebody's certified volunteer time comes to in all, after some was certified or corrected; the last one counts. */
export const volunteerTimeCertified = defineEvent(
  "projects.volunteer-time-certified.v1",
  z.object({ personId: z.uuid(), minutes: z.int().min(0) }),
);
