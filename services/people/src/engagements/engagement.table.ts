import { sql } from "drizzle-orm";
import { bigint, check, date, index, snakeCase, text, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";
import { engagementModes } from "./engagement.rules.ts";

/** For whom a social organization works, and how it came to it: bought for a time and a sum, or as a volunteer (R28). */
export const engagements = snakeCase.table(
  "engagements",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    clientId: uuid()
      .notNull()
      .references(() => organizations.id),
    mode: text({ enum: engagementModes }).notNull(),
    startsOn: date().notNull(),
    endsOn: date(),
    amountFen: bigint({ mode: "number" }),
  },
  (t) => [
    index().on(t.organizationId),
    check("ends_after_it_starts", sql`${t.endsOn} > ${t.startsOn}`),
    check("a_purchase_has_a_period", sql`${t.mode} <> 'PURCHASED' or ${t.endsOn} is not null`),
    check(
      "a_purchase_has_an_amount_and_nothing_else_has",
      sql`(${t.mode} = 'PURCHASED') = (${t.amountFen} is not null)`,
    ),
    check("amount_is_positive", sql`${t.amountFen} > 0`),
    check("nobody_engages_oneself", sql`${t.organizationId} <> ${t.clientId}`),
  ],
);
