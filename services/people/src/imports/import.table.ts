import { integer, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Files that were imported (导入记录): how much each brought, not what. */
export const imports = snakeCase.table("imports", {
  id: uuid().primaryKey(),
  kind: text({ enum: ["PLACES", "ROSTER"] }).notNull(),
  /** Null: by command. */
  personId: uuid(),
  rows: integer().notNull(),
  created: integer().notNull(),
  unchanged: integer().notNull(),
  at: timestamp({ withTimezone: true }).notNull(),
});
