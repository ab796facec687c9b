import { idempotencyKey, instant, storableText } from "@linli/subgraph";
import { z } from "zod";
import { pledgeKinds } from "./pledge.rules.ts";

const longestMs = 366 * 86_400_000;

/** A pledge as its merchant makes it; whether the place is there, and the time to come, the action finds out. */
export const newPledge = z
  .object({
    merchantId: z.string().toLowerCase(),
    kind: z.enum(pledgeKinds),
    count: z.int().min(1).max(10_000),
    placeId: z.uuid().toLowerCase(),
    startsAt: instant,
    endsAt: instant,
    note: storableText.trim().max(500).nullish(),
    idempotencyKey,
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt && +endsAt - +startsAt <= longestMs, {
    path: ["endsAt"],
    message: "after its beginning, and within a year",
  })
  .refine(({ kind, note }) => kind !== "OTHER" || note, {
    path: ["note"],
    message: "of what is none of the kinds, it says what",
  });
export type NewPledge = z.input<typeof newPledge>;
