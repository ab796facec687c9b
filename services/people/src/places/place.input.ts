import { idempotencyKey, storableText } from "@linli/subgraph";
import { z } from "zod";

/** What a place can be called. */
export const placeName = storableText.trim().min(1).max(100);

export const newPlace = z.object({ name: placeName, idempotencyKey });
