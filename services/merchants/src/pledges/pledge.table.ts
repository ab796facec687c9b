import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, index, integer, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { merchants } from "../merchants/merchant.table.ts";
import { pledgeKinds, storedPledgeStates } from "./pledge.rules.ts";

/** Volunteer service that a merchant pledges to a place (志愿服务承诺), for projects to make an activity of (R70). */
export const pledges = snakeCase.table(
  "pledges",
  {
    id: uuid().primaryKey(),
    merchantId: uuid()
      .notNull()
      .references(() => merchants.id),
    kind: text({ enum: pledgeKinds }).notNull(),
    /** How many people are served, things given, or helpers sent: the kind says which. */
    count: integer().notNull(),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    startsAt: timestamp({ withTimezone: true }).notNull(),
    endsAt: timestamp({ withTimezone: true }).notNull(),
    note: text(),
    state: text({ enum: storedPledgeStates }).notNull().default("OPEN"),
    madeBy: uuid().notNull(),
    madeAt: timestamp({ withTimezone: true }).notNull(),
    withdrawnAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index().on(t.merchantId, t.startsAt, t.id),
    index().on(t.placeId, t.startsAt, t.id),
    index().on(t.madeBy),
    check("pledges_some", sql`${t.count} > 0`),
    check("window_ends", sql`${t.startsAt} < ${t.endsAt}`),
    check("withdrawn_some_time", sql`(${t.state} = 'WITHDRAWN') = (${t.withdrawnAt} is not null)`),
  ],
);
