import { z } from "zod";

/** Text from outside that PostgreSQL can hold: all but the NUL character. */
export const storableText = z
  .string()
  .refine((text) => !text.includes("\0"), "must not hold a NUL character");
