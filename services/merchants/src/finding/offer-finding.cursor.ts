import { createHash } from "node:crypto";
import { InvalidInput } from "@linli/kernel";
import { instant } from "@linli/subgraph";
import { z } from "zod";
import type { OfferSearch } from "./offer-finding.input.ts";

/** Where an offer stands in a list: by what it is sorted, and by its id among equals. */
export type Position = { key: number; id: string };
/** With the instant of the first page, by which hours and popularity are told on all pages. */
export type Cursor = Position & { at: Date };

const moment = z
  .int()
  .transform((ms) => new Date(ms))
  .pipe(instant);
const parts = z.tuple([z.string(), moment, z.number(), z.uuid()]);

/** What tells one search from another: a cursor is good for the one that it is of. */
const digestOf = (search: OfferSearch): string =>
  createHash("sha256").update(JSON.stringify(search)).digest("base64url").slice(0, 16);

export const writeCursor = (search: OfferSearch, { at, key, id }: Cursor): string =>
  Buffer.from(JSON.stringify([digestOf(search), +at, key, id])).toString("base64url");

/** Throws where a cursor is none of this search. */
export function readCursor(search: OfferSearch, path: "after" | "before", text: string): Cursor {
  const read = parts.safeParse(parsed(Buffer.from(text, "base64url").toString()));
  if (!read.success || read.data[0] !== digestOf(search))
    throw new InvalidInput([{ path: [path], message: "a cursor of this search, in this order" }]);
  const [, at, key, id] = read.data;
  return { at, key, id };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
