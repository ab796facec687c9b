import type { AnyRelations, EmptyRelations } from "drizzle-orm";
import { drizzle, type NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { PgAsyncDatabase } from "drizzle-orm/pg-core";
import pg from "pg";
import { beginAgain } from "./deadlock.ts";
import { prepareOftenAsked } from "./prepared-statements.ts";
import { traceQueries } from "./traced-queries.ts";

/** What a query runs on: a connection pool or the transaction that a caller has opened on one. */
export type Database<Relations extends AnyRelations = EmptyRelations> = PgAsyncDatabase<
  NodePgQueryResultHKT,
  Relations
>;

/** Any service's database, for what needs no relations: statements written out. */
export type AnyDatabase = Pick<Database, "delete" | "execute" | "insert" | "select" | "update">;

export type Connection<Relations extends AnyRelations = EmptyRelations> = {
  db: Database<Relations>;
  /** Rejects while the server cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export type ConnectOptions<Relations extends AnyRelations> = {
  url: string;
  relations: Relations;
  /** Connections at most. */
  max?: number;
  /** Told each statement before it runs, with the values it is given: tests count them, benchmarks ask how they are planned. */
  onQuery?: ((sql: string, params: unknown[]) => void) | undefined;
  /** Told when an idle connection breaks; the pool opens another when one is needed. */
  onError?: (error: Error) => void;
};

/**
 * Opens a pool on a database. No connection is made before the first query. A transaction is carried out once more where it
 * was ended for the sake of another, so it must not leave anything behind outside of the database.
 */
export function connect<Relations extends AnyRelations>({
  url,
  relations,
  max = 20,
  onQuery,
  onError = () => {},
}: ConnectOptions<Relations>): Connection<Relations> {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    // Whoever asked has given up by then; the connection is for the next.
    statement_timeout: 10_000,
    idleTimeoutMillis: 30_000,
  });
  pool.on("error", onError);
  prepareOftenAsked(pool);
  traceQueries(pool);
  const db = drizzle({ client: pool, relations, ...(onQuery && { logger: { logQuery: onQuery } }) });
  const transaction = db.transaction.bind(db);
  db.transaction = (work, config) => beginAgain(() => transaction(work, config));
  return {
    db,
    async ping() {
      await pool.query("select 1");
    },
    close() {
      // Connections that the server ends while we do are no news.
      pool.off("error", onError).on("error", () => {});
      return pool.end();
    },
  };
}
