import type { PgInsertValue, PgTable } from "drizzle-orm/pg-core";
import type { AnyDatabase } from "./connect.ts";

/** Rows of one insert: PostgreSQL takes at most 65,535 parameters a statement. */
const batch = 1_000;

/** Inserts any number of rows, in as many statements as that takes. Resolves with how many there were. */
export async function insertAll<Table extends PgTable>(
  db: Pick<AnyDatabase, "insert">,
  table: Table,
  rows: readonly PgInsertValue<Table>[],
): Promise<number> {
  for (let start = 0; start < rows.length; start += batch) {
    await db.insert(table).values(rows.slice(start, start + batch));
  }
  return rows.length;
}
