import { InvalidInput } from "@linli/kernel";
import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Cursor, readCursor, writeCursor } from "./offer-finding.cursor.ts";
import { type OfferSearch, offerSearch } from "./offer-finding.input.ts";
import { findOffers, type OfferFound } from "./offer-finding.store.ts";

export type { OfferFound };

/** What somebody looks for, and between which cursors. */
export type Finding = { search: OfferSearch; at: Date; after: Cursor | null; before: Cursor | null };

/** Reads what is looked for, by whomever; throws where the search or a cursor is none. */
export function findingOf(
  { now }: Context,
  input: z.input<typeof offerSearch>,
  cursors: { after?: string | null | undefined; before?: string | null | undefined },
): Finding {
  const parsed = offerSearch.safeParse(input);
  if (!parsed.success)
    throw new InvalidInput(
      parsed.error.issues.map(({ path, message }) => ({ path: ["search", ...path], message })),
    );
  const search = parsed.data;
  const after = cursors.after ? readCursor(search, "after", cursors.after) : null;
  const before = cursors.before ? readCursor(search, "before", cursors.before) : null;
  return { search, after, before, at: (after ?? before)?.at ?? now() };
}

/** So many of the live offers that are looked for, in their order. */
export const offersFound = (
  { db, now }: Context,
  { search, at, after, before }: Finding,
  page: { limit: number; inverted: boolean },
) => findOffers(db, search, { now: now(), at }, { after, before, ...page });

export const cursorOf = ({ search, at }: Finding, found: OfferFound): string =>
  writeCursor(search, { ...found, at });
