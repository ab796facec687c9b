import { inSpan } from "@linli/tracing";
import type pg from "pg";

type Query = (...given: unknown[]) => unknown;

/**
 * Makes a span of each statement that a request runs on a pool, or on a connection of it for a transaction. It tells what
 * kind of statement it is and on which table; never its text, which may hold what somebody wrote.
 */
export function traceQueries(pool: pg.Pool): void {
  trace(pool);
  pool.on("connect", trace);
}

function trace(target: { query: unknown }): void {
  const query = (target.query as Query).bind(target);
  target.query = (...given: unknown[]) => {
    const [statement] = given;
    const text = typeof statement === "string" ? statement : (statement as { text?: unknown } | null)?.text;
    // With a callback it is the pool's own call, made for a query that has its span already.
    if (typeof text !== "string" || typeof given.at(-1) === "function") return query(...given);
    const summary = summaryOf(text);
    return inSpan(
      summary,
      { kind: "client", attributes: { "db.system.name": "postgresql", "db.query.summary": summary } },
      () => query(...given) as Promise<unknown>,
    );
  };
}

/** `select people`, `insert outbox`, `begin`: the verb, and the first table there is. */
function summaryOf(text: string): string {
  const verb = /^\W*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? "statement";
  const table = /\b(?:from|into|update|join)\s+"?(\w+)"?/i.exec(text)?.[1];
  return table === undefined ? verb : `${verb} ${table}`;
}
