import { calendarDate, idempotencyKey } from "@linli/subgraph";
import { z } from "zod";

/** PostgreSQL answers with small letters, however an id was written. */
const id = z.uuid().toLowerCase();

export const appointment = z
  .object({
    postId: id,
    personId: id,
    onBehalfOfId: id.nullish().transform((value) => value ?? null),
    startsOn: calendarDate,
    endsOn: calendarDate.nullish().transform((value) => value ?? null),
    idempotencyKey,
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || startsOn < endsOn, {
    path: ["endsOn"],
    error: "must be after startsOn",
  });

export type Appointment = z.input<typeof appointment>;
