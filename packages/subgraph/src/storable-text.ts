import { z } from "zod";

/** Text from outside that PostgreSQL can hold, in columns and in JSON: no NUL character, and no half of a pair (UTF-16). */
export const storableText = z
  .string()
  .refine((text) => !text.includes("\0"), "must not hold a NUL character")
  .refine((text) => text.isWellFormed(), "must be well-formed Unicode");
