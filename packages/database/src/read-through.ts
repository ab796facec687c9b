import { sql } from "drizzle-orm";
import type { AnyDatabase } from "./connect.ts";

/** A statement as it is run, with a value for each `$1`, `$2`, … of it. */
export type Statement = { sql: string; params: unknown[] };

type Plan = { "Node Type": string; "Relation Name"?: string; "Actual Loops"?: number; Plans?: Plan[] };

/**
 * The tables of so many rows or more that PostgreSQL reads from end to end to answer one of these statements, by its statistics.
 * It answers them again to find out; those that write are only planned, and left out where they do nothing else.
 */
export async function tablesReadThrough(
  db: AnyDatabase,
  statements: readonly Statement[],
  { rows: atLeast }: { rows: number },
): Promise<string[]> {
  const { rows } = await db.execute<{ relname: string }>(
    sql`select relname from pg_class where relkind = 'r' and reltuples >= ${atLeast}`,
  );
  const large = new Set(rows.map(({ relname }) => relname));
  const found = new Set<string>();
  for (const statement of statements)
    for (const table of scans(await plansOf(db, statement))) if (large.has(table)) found.add(table);
  return [...found];
}

async function plansOf(db: AnyDatabase, { sql: statement, params }: Statement): Promise<Plan[]> {
  if (!/^\s*(select|with)/i.test(statement)) return [];
  const parts = statement
    .split(/\$(\d+)/)
    .map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${sql.param(params[Number(part) - 1])}`));
  const { rows } = await db.execute<{ "QUERY PLAN": { Plan: Plan }[] }>(
    sql`explain (${writes.test(statement) ? sql`` : sql`analyze,`} format json) ${sql.join(parts)}`,
  );
  return rows.flatMap((row) => row["QUERY PLAN"].map(({ Plan: plan }) => plan));
}

const writes = /\b(insert into|update|delete from)\s+"?\w/i;

/** What a plan holds ready for another case stands in it too, but is not run; of what was only planned that is not known. */
const scans = (plans: readonly Plan[]): string[] =>
  plans.flatMap((plan) => [
    ...(plan["Node Type"] === "Seq Scan" && (plan["Actual Loops"] ?? 1) > 0 ? [plan["Relation Name"]!] : []),
    ...scans(plan.Plans ?? []),
  ]);
