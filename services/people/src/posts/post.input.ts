import { roles } from "@linli/kernel";
import { idempotencyKey, storableText } from "@linli/subgraph";
import { z } from "zod";

export const newPost = z.object({
  organizationId: z.uuid().toLowerCase(),
  title: storableText.trim().min(1).max(60),
  isLeadership: z.boolean(),
  isContact: z.boolean(),
  isResponsible: z.boolean(),
  role: z
    .enum(roles)
    .nullish()
    .transform((value) => value ?? null),
  idempotencyKey,
});

export type NewPost = z.input<typeof newPost>;
