import { maxFen } from "@linli/kernel";
import { storableText } from "@linli/subgraph";
import { z } from "zod";
import { offerKinds } from "./offer.rules.ts";

/** PostgreSQL answers with small letters, however an id was written. */
const id = z.uuid().toLowerCase();
const fen = z.int().min(0).max(maxFen);

/** What a new offer must hold; the same rules stand as checks on the table. */
export const newOffer = z
  .object({
    merchantId: id,
    kind: z.enum(offerKinds),
    title: storableText.trim().min(1).max(120),
    terms: storableText.trim().min(1).max(4_000),
    priceFen: fen,
    worthFen: fen,
    stock: z.int().min(1).max(1_000_000),
    limitPerPerson: z.int().min(1).max(100),
    placeIds: z.array(id).min(1).max(50),
    claimFrom: z.date(),
    claimUntil: z.date(),
    useFrom: z.date(),
    useUntil: z.date(),
  })
  .refine(({ priceFen, worthFen }) => priceFen < worthFen, {
    path: ["priceFen"],
    error: "must be below worthFen",
  })
  .refine(({ claimFrom, claimUntil }) => claimFrom < claimUntil, {
    path: ["claimUntil"],
    error: "must be after claimFrom",
  })
  .refine(({ useFrom, useUntil }) => useFrom < useUntil, {
    path: ["useUntil"],
    error: "must be after useFrom",
  })
  .refine(({ claimUntil, useUntil }) => claimUntil <= useUntil, {
    path: ["useUntil"],
    error: "must not be before claimUntil",
  });

export type NewOffer = z.input<typeof newOffer>;

export const reviewReason = storableText.trim().min(1, "say why").max(1_000);
