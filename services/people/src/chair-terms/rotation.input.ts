import { z } from "zod";
import { rotationKinds } from "./rotation.rules.ts";

/** A calendar date within the years that the rotation can be asked about. */
export const rotationDate = z.iso
  .date()
  .refine((date) => date >= "2000-01-01" && date < "2100-01-01", "must lie between 2000 and 2099");

/** How a chair shall rotate: with dates where, and only where, it rotates by date. */
export const newRotation = z
  .object({ kind: z.enum(rotationKinds), startDates: z.array(rotationDate).max(60).nullish() })
  .transform(({ kind, startDates }) => ({ kind, startDates: [...new Set(startDates)].toSorted() }))
  .refine(({ kind, startDates }) => (kind === "BY_DATE") === startDates.length > 0, {
    path: ["startDates"],
    error: "are given for a rotation by date, and for no other",
  });
export type NewRotation = z.input<typeof newRotation>;
