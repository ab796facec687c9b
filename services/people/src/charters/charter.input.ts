import { calendarDate, idempotencyKey, storableText } from "@linli/subgraph";
import { z } from "zod";

export const newCharter = z.object({
  organizationId: z.uuid().toLowerCase(),
  effectiveFrom: calendarDate,
  duties: z.array(storableText.trim().min(1).max(200)).min(1).max(30),
  textReference: storableText.trim().min(1).max(300),
  idempotencyKey,
});
export type NewCharter = z.input<typeof newCharter>;
