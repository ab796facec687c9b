import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, snakeCase, text, unique, uuid } from "drizzle-orm/pg-core";
import { meetings } from "../meetings/meeting.table.ts";
import { meetingSeries } from "../series/meeting-series.table.ts";
import { agendaItemStates } from "./agenda-item.rules.ts";

/** A topic (议题) of a meeting or, without one, of its series' backlog: there it outlives a meeting that is cancelled. */
export const agendaItems = snakeCase.table(
  "agenda_items",
  {
    id: uuid().primaryKey(),
    seriesId: uuid()
      .notNull()
      .references(() => meetingSeries.id),
    meetingId: uuid(),
    /** From 1. */
    position: integer().notNull(),
    title: text().notNull(),
    state: text({ enum: agendaItemStates }).notNull().default("PROPOSED"),
    /** How often meetings have put it off. */
    deferrals: integer().notNull().default(0),
    /** Demands belong to another service, so this is a bare id with no foreign key. */
    demandId: uuid(),
    reason: text(),
  },
  (t) => [
    foreignKey({ columns: [t.meetingId, t.seriesId], foreignColumns: [meetings.id, meetings.seriesId] }),
    unique().on(t.meetingId, t.position),
    index("agenda_items_backlog")
      .on(t.seriesId, t.position, t.id)
      .where(sql`${t.meetingId} is null`),
    check(
      "cites_a_demand_or_states_a_reason",
      sql`${t.demandId} is not null or coalesce(${t.reason}, '') <> ''`,
    ),
    check("deferrals_are_not_negative", sql`${t.deferrals} >= 0`),
    check("position_counts_from_one", sql`${t.position} >= 1`),
    check("title_is_given", sql`${t.title} <> ''`),
  ],
);
