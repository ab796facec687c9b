import { places } from "@linli/places";
import { sql } from "drizzle-orm";
import { check, index, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { demandStates, sources, urgencies, verdicts } from "./demand.rules.ts";

/** Cursors carry an instant in milliseconds: finer ones would be skipped or come twice. */
const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** Something that neighbours need done (需求, R42), with its way from report to verdict. */
export const demands = snakeCase.table(
  "demands",
  {
    id: uuid().primaryKey(),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    title: text().notNull(),
    /** The reporter's own words: may name people and rooms (C2, C3). */
    description: text(),
    source: text({ enum: sources }).notNull(),
    urgency: text({ enum: urgencies }).notNull(),
    state: text({ enum: demandStates }).notNull(),
    verdict: text({ enum: verdicts }),
    /** A person of `people` (C2). */
    reporterId: uuid().notNull(),
    reportedAt: instant().notNull(),
    /** When somebody first accepted it, refused it or solved it. */
    answeredAt: instant(),
    /** When it came to an end. */
    closedAt: instant(),
  },
  (t) => [
    index().on(t.placeId, t.reportedAt, t.id),
    index().on(t.reporterId),
    check("title_is_given", sql`${t.title} <> ''`),
    check("only_closed_demands_have_a_verdict", sql`${t.verdict} is null or ${t.state} = 'CLOSED'`),
    check("is_reported_before_it_is_answered", sql`${t.answeredAt} >= ${t.reportedAt}`),
    check(
      "is_answered_before_it_is_closed",
      sql`${t.closedAt} >= coalesce(${t.answeredAt}, ${t.reportedAt})`,
    ),
    // On hold or a duplicate, it may have been answered before or not.
    check(
      "its_state_tells_whether_it_is_answered",
      sql`${t.state} in ('ON_HOLD', 'DUPLICATE_OF') or (${t.answeredAt} is null) = (${t.state} in ('REPORTED', 'TRIAGED', 'DISPATCHED'))`,
    ),
    check(
      "its_state_tells_whether_it_has_ended",
      sql`(${t.closedAt} is not null) = (${t.state} in ('CLOSED', 'REJECTED', 'DUPLICATE_OF', 'REFERRED', 'SOLVED_ON_SPOT'))`,
    ),
  ],
);
