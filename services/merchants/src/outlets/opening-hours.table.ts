import { sql } from "drizzle-orm";
import { check, date, index, integer, primaryKey, snakeCase, text, uuid } from "drizzle-orm/pg-core";
import { outlets } from "../merchants/merchant.table.ts";
import { weekdays } from "../offers/usable-times.rules.ts";

/** When an outlet opens, by weekday (营业时间), in minutes since midnight; one over midnight closes after minute 1,440. */
export const outletHours = snakeCase.table(
  "outlet_hours",
  {
    outletId: uuid()
      .notNull()
      .references(() => outlets.id),
    weekday: text({ enum: weekdays }).notNull(),
    opensMinute: integer().notNull(),
    closesMinute: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.outletId, t.weekday, t.opensMinute] }),
    check(
      "opens_within_its_day",
      sql`${t.opensMinute} between 0 and 1439 and ${t.closesMinute} - ${t.opensMinute} between 1 and 1440`,
    ),
  ],
);

/** A day with hours of its own (特殊营业日): one row an opening, or one without times where it is closed. */
export const outletExceptions = snakeCase.table(
  "outlet_exceptions",
  {
    id: uuid().primaryKey(),
    outletId: uuid()
      .notNull()
      .references(() => outlets.id),
    on: date().notNull(),
    opensMinute: integer(),
    closesMinute: integer(),
  },
  (t) => [
    index().on(t.outletId, t.on),
    check("times_are_whole", sql`num_nulls(${t.opensMinute}, ${t.closesMinute}) in (0, 2)`),
    check(
      "opens_within_its_day",
      sql`${t.opensMinute} between 0 and 1439 and ${t.closesMinute} - ${t.opensMinute} between 1 and 1440`,
    ),
  ],
);
