import { sql } from "drizzle-orm";
import { text } from "drizzle-orm/pg-core";

/**
 * A column that PostgreSQL fills with the pairs of neighbouring characters of the row's `name`, in small letters, for an
 * index by which names are found that contain something. Chinese names of two characters have no trigram; one pair they
 * have. The pairs from the first character on come first, then those from the second on; a last odd character stands alone.
 */
export const namePairs = () => text().array().notNull().generatedAlwaysAs(sql.raw(pairs));

/** Splits at a character that stands in no name. */
const from = (start: number) =>
  String.raw`regexp_replace(substr(lower("name"), ${start}), '(..)', '\1' || chr(31), 'g')`;
const pairs = `string_to_array(${from(1)} || chr(31) || ${from(2)}, chr(31))`;
