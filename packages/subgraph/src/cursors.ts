import { sqlState } from "@linli/database";
import {
  decodeCursorChunk,
  encodeBase64,
  encodeCursorChunk,
  encodeCursorTuple,
  PothosValidationError,
} from "@pothos/core";

/** The requests, by their context, in which a cursor stands. */
const paging = new WeakSet<object>();

/**
 * Takes a list's `after` and `before`. What stands in them was once given out, by whichever list, or made by hand: values
 * go on as text, so that it is PostgreSQL alone that finds one which is none of the column's type.
 */
export function takeCursors(args: Record<string, unknown>, context: object): Record<string, unknown> {
  const given = Object.entries(args).filter(([name, value]) => /^(?:after|before)$/.test(name) && value);
  if (given.length === 0) return args;
  paging.add(context);
  return { ...args, ...Object.fromEntries(given.map(([name, value]) => [name, asText(String(value))])) };
}

/** Whether an error says that PostgreSQL cannot read a value (class 22, data exception) of a request with a cursor. */
export const isMisplacedCursor = (error: unknown, context: object): boolean =>
  paging.has(context) && String(sqlState(error)).startsWith("22");

/** A cursor of the Drizzle plugin with each value as text; any other as it is, for its list to read. */
function asText(cursor: string): string {
  const decoded = Buffer.from(cursor, "base64").toString();
  if (!decoded.startsWith("DC:")) return cursor;
  try {
    const value = decodeCursorChunk(decoded.slice(3));
    const chunk = Array.isArray(value) ? encodeCursorTuple(value.map(text)) : encodeCursorChunk(text(value));
    return encodeBase64(`DC:${chunk}`);
  } catch {
    throw new PothosValidationError("This is no cursor of ours.");
  }
}

function text(value: unknown): string | null {
  if (value === null || typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return `${value}`;
  throw new TypeError("no value of a column");
}
