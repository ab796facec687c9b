import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";

type Query = NonNullable<Parameters<Db["query"]["persons"]["findMany"]>[0]>;

/** Whom somebody looks for: what a person's row says at once, and what takes a look at where that person is to be found. */
export type Sought = { named: Query["where"]; reached: (person: { id: unknown }) => SQL[] };

type Page = Pick<Query, "where" | "orderBy" | "limit">;

/**
 * The ids of the first of them. Many people share a name, and to ask where each is to be found costs much more than the name: so
 * they are put in order by their names first, and one after the other is asked about until there are enough. Left to itself, the
 * planner asks about all of them and then sorts.
 */
const first = (db: Db, { reached }: Sought, { where, orderBy, limit }: Page) => sql`
  with named as materialized (${db.query.persons.findMany({ columns: { id: true }, where, orderBy }).getSQL()})
  select id from named where ${sql.join(reached({ id: sql`named.id` }), sql` and `)} limit ${limit}`;

/** A page of them, as a filter of persons. */
export const inPage = (db: Db, people: Sought, page: Page) => ({
  RAW: (person: { id: unknown }) => sql`${person.id} in (${first(db, people, page)})`,
});

/** How many they are, or `limit` if they are more. */
export async function countSought(db: Db, people: Sought, limit: number): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from (${first(db, people, { where: people.named, limit })}) as sought`,
  );
  return rows[0]!.count;
}
