import { z } from "zod";

/** Text from outside that PostgreSQL can hold, in columns and in JSON: no NUL character, and no half of a pair (UTF-16). */
export const storableText = z
  .string()
  .refine((text) => !text.includes("\0"), { error: "must not hold a NUL character", abort: true })
  .refine((text) => text.isWellFormed(), "must be well-formed Unicode");

/**
 * What somebody or something is called, in one line: with a character that can be seen, and without those that break the line or
 * turn the direction of what stands beside it.
 */
export const nameText = storableText
  .trim()
  .refine(
    (text) => /[^\p{Default_Ignorable_Code_Point}\p{Z}\p{C}]/u.test(text),
    "must have a visible character",
  )
  .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(text), "must not hold a control character");
