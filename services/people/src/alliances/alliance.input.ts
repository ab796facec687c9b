import { idempotencyKey, storableText } from "@linli/subgraph";
import { z } from "zod";
import { newRotation, rotationDate } from "../chair-terms/rotation.input.ts";
import { mostSeats } from "./alliance.rules.ts";

/** PostgreSQL answers with small letters, however an id was written. */
const id = z.uuid().toLowerCase();

/** A new alliance: who is the base, who the partners, in the order of their turns. */
export const newAlliance = z
  .object({
    name: storableText.trim().min(1).max(100),
    placeId: id,
    baseId: id,
    partnerIds: z
      .array(id)
      .min(1, "an alliance has a partner")
      .max(mostSeats - 1),
    formedOn: rotationDate.nullish(),
    rotation: newRotation.nullish(),
    idempotencyKey,
  })
  .refine(({ baseId, partnerIds }) => new Set([baseId, ...partnerIds]).size === partnerIds.length + 1, {
    path: ["partnerIds"],
    error: "name each organization once",
  });
export type NewAlliance = z.input<typeof newAlliance>;

export const newSeat = z.object({ organizationId: id, joinsOn: rotationDate.nullish(), idempotencyKey });
export type NewSeat = z.input<typeof newSeat>;

export const reason = storableText.trim().min(1, "say why").max(500);
