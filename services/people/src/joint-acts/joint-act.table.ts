import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  primaryKey,
  snakeCase,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { allianceSeats, alliances } from "../alliances/alliance.table.ts";

/** What seats of an alliance organized together (组织共建, R6). */
export const jointActs = snakeCase.table(
  "joint_acts",
  {
    id: uuid().primaryKey(),
    allianceId: uuid()
      .notNull()
      .references(() => alliances.id),
    heldOn: date().notNull(),
    description: text().notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    unique("joint_act_of_its_alliance").on(t.allianceId, t.id),
    index().on(t.allianceId, t.heldOn, t.id),
    check("description_is_given", sql`${t.description} <> ''`),
  ],
);

/** Which seats took part in it, all of the same alliance. */
export const jointActSeats = snakeCase.table(
  "joint_act_seats",
  {
    allianceId: uuid().notNull(),
    jointActId: uuid().notNull(),
    seatId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.jointActId, t.seatId] }),
    foreignKey({
      name: "joint_act_is_of_that_alliance",
      columns: [t.allianceId, t.jointActId],
      foreignColumns: [jointActs.allianceId, jointActs.id],
    }),
    foreignKey({
      name: "seat_is_of_that_alliance",
      columns: [t.allianceId, t.seatId],
      foreignColumns: [allianceSeats.allianceId, allianceSeats.id],
    }),
  ],
);
