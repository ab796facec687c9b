import { storableText } from "@linli/subgraph";
import { z } from "zod";

export const newRating = z.object({
  couponId: z.string().toLowerCase(),
  stars: z.int().min(1).max(5),
  text: storableText.trim().max(500).nullish(),
});
export type NewRating = z.input<typeof newRating>;

export const ratingAnswer = storableText.trim().min(1, "say something").max(500);
