import type { AnyDatabase } from "@linli/database";
import type { Cause } from "@linli/events";
import { type Column, count, getColumns } from "drizzle-orm";
import type { PersonalData } from "./held.ts";

type Rows = Record<string, unknown>[];

/** All that is kept about a person, by kind; what an export leaves out is not in it, nor are other people's ids. */
export async function collect(
  db: AnyDatabase,
  { held }: PersonalData,
  personId: string,
): Promise<Record<string, Rows>> {
  const parts: Record<string, Rows> = {};
  for (const { kind, table, whose, withheld = {} } of held) {
    const rows = (await db.select().from(table).where(whose(personId))) as Rows;
    if (rows.length === 0) continue;
    const naming = held.flatMap((entry) => (entry.table === table && entry.person ? [entry.person] : []));
    const columns: Record<string, Column> = getColumns(table);
    // What the database makes of other columns says nothing new.
    const isShown = ([column, value]: [string, unknown]) =>
      !(column in withheld) &&
      !columns[column]?.generated &&
      (!naming.includes(column) || value === personId);
    parts[kind] = rows.map((row) => Object.fromEntries(Object.entries(row).filter(isShown)));
  }
  return parts;
}

/** How many rows of each kind there are about a person; kinds without any are left out. */
export async function countHeld(
  db: AnyDatabase,
  { held }: PersonalData,
  personId: string,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind, table, whose } of held) {
    const [row] = await db.select({ rows: count() }).from(table).where(whose(personId));
    if (row!.rows > 0) counts[kind] = row!.rows;
  }
  return counts;
}

/** Lets each kind of rows about a person become what it says, in their order. */
export async function forget(
  tx: AnyDatabase,
  { held }: PersonalData,
  personId: string,
  cause: Cause,
): Promise<void> {
  for (const entry of held) await entry.forget(tx, { personId, own: entry.whose(personId), cause });
}
