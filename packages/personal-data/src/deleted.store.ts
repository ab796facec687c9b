import type { AnyDatabase } from "@linli/database";
import { sql } from "drizzle-orm";

/** Who has deleted their account since an instant, as this service was told. */
export async function deletedSince(db: Pick<AnyDatabase, "execute">, since: Date): Promise<string[]> {
  const { rows } = await db.execute<{ person: string }>(
    sql`select person_id as person from data_requests where kind = 'DELETION' and at > ${since}`,
  );
  return rows.map(({ person }) => person);
}

/** Whether this service was told that somebody has deleted the account. */
export async function isForgotten(db: Pick<AnyDatabase, "execute">, person: string): Promise<boolean> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from data_requests where person_id = ${person} and kind = 'DELETION' limit 1`,
  );
  return rows.length > 0;
}
