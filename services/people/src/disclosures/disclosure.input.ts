import { idempotencyKey, storableText } from "@linli/subgraph";
import { z } from "zod";
import { dataClasses } from "../audit/audit.rules.ts";

/** Why somebody's data is to be seen, or not. */
export const disclosureReason = storableText.trim().min(5, "say why, in 5 characters or more").max(500);

export const newDisclosure = z.object({
  personId: z.string().toLowerCase(),
  dataClass: z.enum(dataClasses),
  reason: disclosureReason,
  idempotencyKey,
});
