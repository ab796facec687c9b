import { brokenConstraint } from "@linli/database";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { posts } from "../posts/post.table.ts";
import { NameTaken, SectorOfSeat } from "./organization.errors.ts";
import { organizationNames } from "./organization-name.table.ts";
import { organizations } from "./organization.table.ts";

export type OrganizationRow = typeof organizations.$inferSelect;

export function findOrganization(db: Db, id: string) {
  return db.query.organizations.findFirst({ where: { id } });
}

export async function isPlaceInUse(db: Db, id: string): Promise<boolean> {
  const where = { id, retiredOn: { isNull: true as const } };
  return (await db.query.places.findFirst({ columns: { id: true }, where })) !== undefined;
}

/** Locks an organization, so that nothing is added to one that is being dissolved. */
export async function lockOrganization(db: Db, id: string) {
  const [row] = await db.select().from(organizations).where(eq(organizations.id, id)).for("update");
  return row;
}

function refuse(error: unknown): never {
  const broken = brokenConstraint(error);
  if (broken === "one_of_a_name_in_a_place") throw new NameTaken();
  if (broken === "sector_fits_its_seats") throw new SectorOfSeat();
  throw error;
}

/** Throws `NameTaken` where one of that name stands there; the transaction is then to be rolled back. */
export async function insertOrganization(
  tx: Db,
  organization: typeof organizations.$inferInsert,
): Promise<OrganizationRow> {
  const [row] = await tx.insert(organizations).values(organization).returning().catch(refuse);
  return row!;
}

/** Changes an organization that stands; undefined when it was dissolved meanwhile. Throws `NameTaken`, `SectorOfSeat`. */
export async function updateOrganization(
  tx: Db,
  id: string,
  values: Partial<OrganizationRow>,
): Promise<OrganizationRow | undefined> {
  const [row] = await tx
    .update(organizations)
    .set(values)
    .where(and(eq(organizations.id, id), isNull(organizations.dissolvedOn)))
    .returning()
    .catch(refuse);
  return row;
}

/** Keeps a name that counted until this day. Of two on one day only the first had counted before. */
export async function keepName(tx: Db, organizationId: string, name: string, endsOn: string): Promise<void> {
  await tx.insert(organizationNames).values({ organizationId, name, endsOn }).onConflictDoNothing();
}

/** Abolishes all posts of an organization; resolves with their ids. */
export async function abolishPosts(tx: Db, organizationId: string, on: string): Promise<string[]> {
  const rows = await tx
    .update(posts)
    .set({ abolishedOn: sql`greatest(${posts.createdOn}, ${on}::date)` })
    .where(and(eq(posts.organizationId, organizationId), isNull(posts.abolishedOn)))
    .returning({ id: posts.id });
  return rows.map(({ id }) => id);
}

/** How many organizations a filter finds. */
export async function countOrganizations(db: Db, where: object): Promise<number> {
  const found = await db.query.organizations.findFirst({
    columns: { id: true },
    where,
    extras: { total: sql<number>`(count(*) over ())::int` },
  });
  return found?.total ?? 0;
}

/** How many organizations of these kinds were founded in each month, in a place and below it (R5). */
export async function countFounded(
  db: Db,
  { placeId, kinds, from, until }: { placeId: string; kinds: readonly string[]; from: string; until: string },
) {
  const { rows } = await db.execute<{
    month: string;
    classification: string;
    founded: number;
    standing: number;
  }>(sql`
    with built as (
      select o.classification, o.founded_on, o.dissolved_on
      from organizations o join place_paths p on p.place_id = o.place_id and p.ancestor_id = ${placeId}
      where o.classification = any(${sql.param([...kinds])}::text[])
    )
    select to_char(m.month, 'YYYY-MM-DD') as month, k.classification,
      (count(*) filter (where b.founded_on >= m.month and b.founded_on < m.next))::int as founded,
      (count(b.classification) filter (where (b.founded_on is null or b.founded_on < m.next)
        and (b.dissolved_on is null or b.dissolved_on >= m.next)))::int as standing
    from (
      select month, (month + interval '1 month')::date as next
      from generate_series(date_trunc('month', ${from}::date), ${until}::date - 1, interval '1 month') as month
    ) m
    cross join unnest(${sql.param([...kinds])}::text[]) with ordinality as k(classification, place)
    left join built b on b.classification = k.classification
    group by m.month, k.classification, k.place
    order by m.month, k.place`);
  return rows;
}
