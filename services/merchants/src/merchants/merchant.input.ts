import { idempotencyKey, nameText, storableText } from "@linli/subgraph";
import { z } from "zod";
import { newOutlet } from "../outlets/outlet.input.ts";
import { merchantKinds } from "./merchant.rules.ts";

const details = {
  name: nameText.max(100),
  kind: z.enum(merchantKinds),
  contact: storableText.trim().min(1).max(200),
  licence: storableText.trim().min(1).max(100),
};

/** What an applicant says of a merchant. */
export const merchantDetails = z.object(details);
export type MerchantDetails = z.input<typeof merchantDetails>;

export const application = z.object({ ...details, outlet: newOutlet, idempotencyKey });
export type Application = z.input<typeof application>;

export const decisionReason = storableText.trim().min(1, "say why").max(1_000);
