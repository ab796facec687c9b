import { sql } from "drizzle-orm";
import { check, date, index, snakeCase, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";
import { venues } from "../venues/venue.table.ts";
import { supportKinds } from "./support.rules.ts";

/** How a party organization supports another body (支持), in `[startsOn, endsOn)` (R4). */
export const supports = snakeCase.table(
  "supports",
  {
    id: uuid().primaryKey(),
    kind: text({ enum: supportKinds }).notNull(),
    giverId: uuid()
      .notNull()
      .references(() => organizations.id),
    receiverId: uuid()
      .notNull()
      .references(() => organizations.id),
    /** What support by a venue is given with. */
    venueId: uuid().references(() => venues.id),
    startsOn: date().notNull(),
    endsOn: date(),
  },
  (t) => [
    index().on(t.giverId),
    index().on(t.receiverId),
    uniqueIndex("one_present_support_of_a_kind")
      .on(t.giverId, t.receiverId, t.kind, sql`coalesce(${t.venueId}, ${t.giverId})`)
      .where(sql`${t.endsOn} is null`),
    check("a_venue_goes_with_support_by_a_venue", sql`(${t.venueId} is null) = (${t.kind} <> 'VENUE')`),
    check("nobody_supports_itself", sql`${t.giverId} <> ${t.receiverId}`),
    check("does_not_end_before_it_starts", sql`${t.endsOn} >= ${t.startsOn}`),
  ],
);
