import { maxFen } from "@linli/kernel";
import { calendarDate, idempotencyKey } from "@linli/subgraph";
import { z } from "zod";
import { engagementModes } from "./engagement.rules.ts";

const id = z.uuid().toLowerCase();

/** A purchase needs a period and an amount, volunteering has no amount (R28). */
export const newEngagement = z
  .object({
    organizationId: id,
    clientId: id,
    mode: z.enum(engagementModes),
    startsOn: calendarDate,
    endsOn: calendarDate.nullish().transform((value) => value ?? null),
    amountFen: z
      .int()
      .min(1)
      .max(maxFen)
      .nullish()
      .transform((value) => value ?? null),
    idempotencyKey,
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || startsOn < endsOn, {
    path: ["endsOn"],
    error: "must be after startsOn",
  })
  .refine(({ mode, endsOn }) => mode !== "PURCHASED" || endsOn !== null, {
    path: ["endsOn"],
    error: "a purchase needs a period",
  })
  .refine(({ mode, amountFen }) => (mode === "PURCHASED") === (amountFen !== null), {
    path: ["amountFen"],
    error: "a purchase needs an amount, volunteering has none",
  });
export type NewEngagement = z.input<typeof newEngagement>;
