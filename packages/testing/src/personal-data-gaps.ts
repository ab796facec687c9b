import type { AnyDatabase } from "@linli/database";
import { isErased, type PersonalData } from "@linli/personal-data";
import { sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";

/** How columns are called that hold a person's id where no foreign key says so. */
const personLike =
  /(^|_)(person|holder|reporter|staff|guardian|ward|child|author|owner|member|nominee|candidate|resident|reader|viewer|actor|requester|approver|by)(_id)?$/;

/** Types that words about a person can be in. */
const wordTypes = ["text", "character varying", "json", "jsonb", "ARRAY"];

type ColumnFacts = { table: string; column: string; type: string; refersTo: string | null };

/**
 * What a service's register of personal data does not say about its database, each with how to mend it; empty when no
 * table and no column has been forgotten.
 */
export async function personalDataGaps(
  db: Pick<AnyDatabase, "execute">,
  { held, others }: PersonalData,
): Promise<string[]> {
  const { rows } = await db.execute<ColumnFacts>(sql`
    select c.table_name as "table", c.column_name as "column", c.data_type as "type",
           (select f.confrelid::regclass::text from pg_constraint f
            where f.contype = 'f' and f.conrelid = a.attrelid and f.conkey = array[a.attnum] limit 1) as "refersTo"
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    join pg_attribute a on a.attrelid = format('%I.%I', c.table_schema, c.table_name)::regclass and a.attname = c.column_name
    where c.table_schema = 'public' and c.is_generated = 'NEVER' and t.table_type = 'BASE TABLE'
    order by c.table_name, c.ordinal_position`);

  const entries = held.map((entry) => {
    const { name, columns } = getTableConfig(entry.table);
    const named = (property: string | null) =>
      columns.find(
        (column) => column === (entry.table as unknown as Record<string, unknown>)[property ?? ""],
      );
    return {
      table: name,
      person: named(entry.person)?.name ?? null,
      stays: !isErased(entry),
      texts: Object.keys(entry.texts ?? {}).map((property) => named(property)?.name),
      lists: columns.filter(({ enumValues }) => enumValues?.length).map((column) => column.name),
    };
  });
  const register = "src/data-requests/personal-data.store.ts";
  const gaps = Map.groupBy(rows, ({ table }) => table)
    .entries()
    .flatMap(([table, columns]) => {
      const about = entries.filter((entry) => entry.table === table);
      const naming = columns.filter(
        ({ column, type, refersTo }) =>
          refersTo === "persons" || (type === "uuid" && refersTo === null && personLike.test(column)),
      );
      if (about.length === 0) {
        if (naming.length > 0)
          return naming.map(
            ({ column }) =>
              `${table}.${column} names a person: add held("…", ${table}, …) to "held" in ${register}, with what becomes of the rows when that person deletes the account`,
          );
        return table in others
          ? []
          : [
              `${table} is new: say in "others" in ${register} that it is not about people, or in "held" that it is`,
            ];
      }
      const unheld = naming.filter(({ column }) => !about.some(({ person }) => person === column));
      const words = about.some(({ stays }) => stays)
        ? columns.filter(
            ({ column, type }) =>
              wordTypes.includes(type) &&
              !about.some(({ texts, lists }) => texts.includes(column) || lists.includes(column)),
          )
        : [];
      return [
        ...unheld.map(
          ({ column }) =>
            `${table}.${column} names a person too: add another held("…", ${table}, …) for it to ${register}`,
        ),
        ...words.map(
          ({ column }) =>
            `${table}.${column} can hold words about a person and stays: empty it in "forget" and say so in "texts" in ${register}, or say there why it need not be`,
        ),
      ];
    });
  return [...gaps];
}
