import type { preHandlerAsyncHookHandler } from "fastify";
import { parse, type ParseOptions } from "graphql";
import { LRUCache } from "lru-cache";
import { sizeOf } from "./document-size.ts";
import { exceeded, type Limits, sizeOfVariables } from "./limits.ts";

/** Characters of documents that are remembered as small enough. */
const remembered = 8_000_000;

type Asked = { query?: unknown; variables?: unknown } | null | undefined;

/**
 * Refuses an operation that is too large before it is validated: what validation compares grows with the square of
 * what is asked for. A document that cannot be read is left to the graph, which says why.
 */
export function limitDocuments(limits: Limits, parseOptions: ParseOptions): preHandlerAsyncHookHandler {
  const small = new LRUCache<string, true>({
    maxSize: remembered,
    sizeCalculation: (_, document) => document.length + 1,
  });
  return async ({ method, query: search, body }) => {
    const { query, variables } = ((method === "GET" ? search : body) as Asked) ?? {};
    const tooMuch = exceeded(sizeOfVariables(variables), limits);
    if (tooMuch) throw tooMuch;
    if (typeof query !== "string" || small.has(query)) return;
    const size = sizeOfText(query, parseOptions);
    if (!size) return;
    const tooLarge = exceeded(size, limits);
    if (tooLarge) throw tooLarge;
    small.set(query, true);
  };
}

function sizeOfText(text: string, options: ParseOptions) {
  try {
    return sizeOf(parse(text, { ...options, noLocation: true }));
  } catch {
    return undefined;
  }
}
