import { sql } from "drizzle-orm";
import { check, date, index, integer, snakeCase, text, unique, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/organization.table.ts";
import { seatKinds } from "./alliance.rules.ts";

/** The organization as an alliance of league organizations (团建联盟, R8); it stands in `[formedOn, dissolvedOn)`. */
export const alliances = snakeCase.table(
  "alliances",
  {
    /** The organization's id. */
    id: uuid()
      .primaryKey()
      .references(() => organizations.id),
    formedOn: date().notNull(),
    dissolvedOn: date(),
  },
  (t) => [check("is_dissolved_after_it_is_formed", sql`${t.dissolvedOn} > ${t.formedOn}`)],
);

/**
 * The seat of a league organization in an alliance (联盟席位), taken in `[joinedOn, leftOn)`. By hand in the migration:
 * one base at a time, one seat an organization at a time (exclusion constraints), a base and a partner on every day
 * of the alliance, and only organizations of the sectors that fit (triggers).
 */
export const allianceSeats = snakeCase.table(
  "alliance_seats",
  {
    id: uuid().primaryKey(),
    allianceId: uuid()
      .notNull()
      .references(() => alliances.id),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    kind: text({ enum: seatKinds }).notNull(),
    /** The order of admission: decides whose turn to chair is first among those who joined on the same day. */
    position: integer().notNull(),
    joinedOn: date().notNull(),
    leftOn: date(),
  },
  (t) => [
    unique("one_seat_in_a_position").on(t.allianceId, t.position),
    unique("seat_of_its_alliance").on(t.allianceId, t.id),
    index().on(t.organizationId),
    check("leaves_after_it_joins", sql`${t.leftOn} > ${t.joinedOn}`),
    check("position_counts_from_one", sql`${t.position} > 0`),
  ],
);
