import { LRUCache } from "lru-cache";
import type pg from "pg";

/** How often a statement is asked before it is prepared: what comes once is not worth it. */
const often = 5;
/** Statements that a connection keeps at most: each holds its plan in the server's memory. */
const most = 100;
/** Texts whose times are counted. */
const counted = 1_000;

type Query = (...given: unknown[]) => unknown;

/**
 * Has the statements that come again and again prepared, by name, on each connection of a pool: PostgreSQL reads them once, and
 * keeps their plan where one made for all values is as good as one for each. Statements alike in text are the same.
 */
export function prepareOftenAsked(pool: pg.Pool): void {
  const times = new LRUCache<string, number>({ max: counted });
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const known = names.get(text);
    if (known !== undefined || names.size === most) return known;
    const asked = (times.get(text) ?? 0) + 1;
    times.set(text, asked);
    if (asked < often) return undefined;
    const name = `often_${names.size}`;
    names.set(text, name);
    return name;
  };
  pool.on("connect", (client) => {
    const target: { query: unknown } = client;
    const query = (target.query as Query).bind(client);
    target.query = (statement: pg.QueryConfig, values?: unknown, ...rest: unknown[]) => {
      const isNameless = typeof statement?.text === "string" && statement.name === undefined;
      if (!isNameless || !Array.isArray(values) || values.length === 0)
        return query(statement, values, ...rest);
      return query({ ...statement, name: nameOf(statement.text) }, values, ...rest);
    };
  });
}
