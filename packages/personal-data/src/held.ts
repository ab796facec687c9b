import type { AnyDatabase } from "@linli/database";
import type { Cause } from "@linli/events";
import { type Column, eq, getColumns, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** Whose rows are to be forgotten, and what an event about it notes. */
export type Forgetting = {
  personId: string;
  /** The rows of that person. */
  own: SQL;
  cause: Cause;
};

type Forget = (tx: AnyDatabase, forgetting: Forgetting) => Promise<void>;

/** Rows about a person: whose they are, what an export leaves out, and what becomes of them when the account is deleted. */
export type Held = {
  /** What receipts and exports call them. */
  kind: string;
  table: PgTable;
  /** The property whose column says whose a row is; null where other rows say so. */
  person: string | null;
  /** The rows of a person, as a condition. */
  whose: (personId: string) => SQL;
  /** What becomes of the rows, and why, in a sentence. */
  becomes: string;
  /** Of rows that stay: each column of free text or JSON, and why it then says nothing about the person. */
  texts?: Readonly<Record<string, string>>;
  /** Columns that no export shows, each with why. */
  withheld?: Readonly<Record<string, string>>;
  forget: Forget;
};

/** All that a service keeps: the tables about people, and for each other table why it is not about them. */
export type PersonalData = { held: readonly Held[]; others: Readonly<Record<string, string>> };

type Columns<Table extends PgTable> = keyof Table["_"]["columns"] & string;
type Words<Table extends PgTable> = {
  becomes: string;
  texts?: Partial<Record<Columns<Table>, string>>;
  withheld?: Partial<Record<Columns<Table>, string>>;
  forget: Forget;
};

/** Rows that name the person in a column of theirs. */
export function held<Table extends PgTable>(
  kind: string,
  table: Table,
  person: Columns<Table>,
  words: Words<Table>,
): Held {
  const column = (getColumns(table) as Record<string, Column>)[person]!;
  return { kind, table, person, whose: (personId) => eq(column, personId), ...words } as Held;
}

/**
 * What somebody did, noted in rows about something or somebody else: they stay, and an export shows which they are and no
 * more.
 */
export function acts<Table extends PgTable>(
  kind: string,
  table: Table,
  columns: readonly Columns<Table>[],
  { texts }: Pick<Words<Table>, "texts"> = {},
): Held[] {
  const shown = (column: string) => column === "id" || columns.includes(column);
  const others = Object.keys(getColumns(table)).filter((column) => !shown(column));
  const withheld = Object.fromEntries(others.map((column) => [column, "About something or somebody else."]));
  return columns.map((column) =>
    held(`${kind}${column[0]!.toUpperCase()}${column.slice(1)}`, table, column, {
      becomes: "Stay under the pseudonym, so that what was done stays accounted for.",
      texts,
      withheld,
      forget: keep,
    } as Words<Table>),
  );
}

/** Rows that belong to a person by way of other rows. */
export function heldThrough<Table extends PgTable>(
  kind: string,
  table: Table,
  whose: (personId: string) => SQL,
  words: Words<Table>,
): Held {
  return { kind, table, person: null, whose, ...words } as Held;
}

const erasing = new WeakSet<Forget>();

/** The rows go. */
export function erase(table: PgTable): Forget {
  const forget: Forget = async (tx, { own }) => {
    await tx.delete(table).where(own);
  };
  erasing.add(forget);
  return forget;
}

/** Whether nothing of such rows is left. */
export const isErased = ({ forget }: Held): boolean => erasing.has(forget);

/** The rows stay as they are, under an id that no longer names anybody. */
export const keep: Forget = async () => {};

/** The rows stay; these values take the place of what they said. */
export const overwrite =
  <Table extends PgTable>(
    table: Table,
    values: Partial<Record<Columns<Table>, SQL | string | null>>,
  ): Forget =>
  async (tx, { own }) => {
    await tx.update(table).set(values).where(own);
  };
