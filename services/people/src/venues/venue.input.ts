import { calendarDate, idempotencyKey, storableText } from "@linli/subgraph";
import { z } from "zod";
import type { VenueKind } from "./venue.rules.ts";

export const newVenue = z.object({
  name: storableText.trim().min(1).max(100),
  idempotencyKey,
});

export type NewVenue = {
  placeId: string;
  kind: VenueKind;
  name: string;
  providerId: string;
  idempotencyKey: string;
};

/** A photo of a venue's sign, taken on a day that has been. */
export const signPhoto = (today: string) =>
  z.object({
    reference: storableText.trim().min(1).max(500),
    takenOn: calendarDate.refine((date) => date <= today, "must not be in the future"),
  });
