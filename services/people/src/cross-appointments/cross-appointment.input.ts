import { calendarDate, idempotencyKey, storableText } from "@linli/subgraph";
import { z } from "zod";

export const recommendation = z
  .object({
    personId: z.uuid().toLowerCase(),
    startsOn: calendarDate,
    endsOn: calendarDate.nullish().default(null),
    idempotencyKey,
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || startsOn < endsOn, {
    path: ["endsOn"],
    error: "must be after the start",
  });
export type Recommendation = z.input<typeof recommendation>;

/** What the candidate states on conflicts of interest; that there are none is a statement, too. */
export const declaration = storableText
  .trim()
  .min(1, "say what there is, or that there is nothing")
  .max(2_000);
