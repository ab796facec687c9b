import type { AnyDatabase } from "@linli/database";
import { sql } from "drizzle-orm";

/** Who has deleted their account since an instant, as this service was told. */
export async function deletedSince(db: Pick<AnyDatabase, "execute">, since: Date): Promise<string[]> {
  const { rows } = await db.execute<{ person: string }>(
    sql`select person_id as person from data_requests where kind = 'DELETION' and at > ${since}`,
  );
  return rows.map(({ person }) => person);
}
