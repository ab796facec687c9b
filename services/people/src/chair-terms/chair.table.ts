import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  snakeCase,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { allianceSeats, alliances } from "../alliances/alliance.table.ts";
import { rotationKinds } from "./rotation.rules.ts";
import { storedSwapStates } from "./swap.rules.ts";

/** The order in which rows were written: two of one millisecond are told apart. */
const sequence = () => bigint({ mode: "number" }).generatedAlwaysAsIdentity();
const alliance = () =>
  uuid()
    .notNull()
    .references(() => alliances.id);
/** The seat is one of that alliance. */
const seatOf = (allianceId: AnyPgColumn, seatId: AnyPgColumn, name = "seat_is_of_that_alliance") =>
  foreignKey({
    name,
    columns: [allianceId, seatId],
    foreignColumns: [allianceSeats.allianceId, allianceSeats.id],
  });

/** How the chair of an alliance rotates (轮值办法, R9). Only added to: the first holds from the alliance's beginning. */
export const rotationPolicies = snakeCase.table(
  "rotation_policies",
  {
    id: uuid().primaryKey(),
    sequence: sequence(),
    allianceId: alliance(),
    kind: text({ enum: rotationKinds }).notNull(),
    /** The length of a term; for a rotation by date, of those after the last date. */
    termMonths: integer().notNull(),
    startDates: date().array().notNull(),
    decidedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index().on(t.allianceId),
    check("a_term_has_months", sql`${t.termMonths} between 1 and 120`),
    check(
      "dates_are_for_a_rotation_by_date",
      sql`(${t.kind} = 'BY_DATE') = (cardinality(${t.startDates}) > 0)`,
    ),
  ],
);

/** Two seats change places in one round (换班), once the other one consents. */
export const chairSwaps = snakeCase.table(
  "chair_swaps",
  {
    id: uuid().primaryKey(),
    sequence: sequence(),
    allianceId: alliance(),
    /** Who proposes, and with whom. */
    seatId: uuid().notNull(),
    withSeatId: uuid().notNull(),
    round: integer().notNull(),
    state: text({ enum: storedSwapStates }).notNull().default("PROPOSED"),
    proposedAt: timestamp({ withTimezone: true }).notNull(),
    decidedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index().on(t.allianceId),
    seatOf(t.allianceId, t.seatId),
    seatOf(t.allianceId, t.withSeatId, "other_seat_is_of_that_alliance"),
    uniqueIndex("one_open_swap_of_a_pair")
      .on(sql`least(${t.seatId}, ${t.withSeatId})`, sql`greatest(${t.seatId}, ${t.withSeatId})`, t.round)
      .where(sql`${t.state} = 'PROPOSED'`),
    check("with_another_seat", sql`${t.seatId} <> ${t.withSeatId}`),
    check("decided_has_time", sql`(${t.state} = 'PROPOSED') = (${t.decidedAt} is null)`),
  ],
);

/** A seat gives its next turn up (轮空), with the reason. */
export const turnSkips = snakeCase.table(
  "turn_skips",
  {
    id: uuid().primaryKey(),
    allianceId: alliance(),
    seatId: uuid().notNull(),
    reason: text().notNull(),
    skippedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index().on(t.allianceId),
    seatOf(t.allianceId, t.seatId),
    check("a_skip_has_a_reason", sql`${t.reason} <> ''`),
  ],
);

/** Whoever presides is away and the next seat acts (代理主席), `[from, until)`, within one turn. */
export const chairAbsences = snakeCase.table(
  "chair_absences",
  {
    id: uuid().primaryKey(),
    allianceId: alliance(),
    seatId: uuid().notNull(),
    from: timestamp({ withTimezone: true }).notNull(),
    until: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index().on(t.allianceId),
    seatOf(t.allianceId, t.seatId),
    check("ends_not_before_it_starts", sql`${t.until} >= ${t.from}`),
  ],
);
