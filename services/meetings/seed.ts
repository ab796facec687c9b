import type { Seed } from "@linli/subgraph";
import { agendaOf, backlogOf } from "./seed/agenda-items.ts";
import { dateAhead, monthlyRule } from "./seed/calendar.ts";
import { demoMeetings } from "./seed/meetings.ts";
import { demoSeries } from "./seed/series.ts";
import type { relations } from "./src/db/relations.ts";
import { agendaItems, meetings, meetingSeries } from "./src/db/tables.ts";

/** Eight series, their meetings of ten months past and two to come, and what these are about. */
export const seed: Seed<typeof relations> = ({ db, now }) =>
  db.transaction(async (tx) => {
    if ((await tx.$count(meetingSeries)) > 0) return null;
    const today = now();
    const held = demoMeetings(today);
    const items = [...held.flatMap(agendaOf), ...demoSeries.flatMap(backlogOf)];
    await tx
      .insert(meetingSeries)
      .values(
        demoSeries.map((series) => ({ ...series, rrule: monthlyRule(dateAhead(today, series.daysAhead)) })),
      );
    await tx.insert(meetings).values(held);
    await tx.insert(agendaItems).values(items);
    return { 会议系列: demoSeries.length, 会议: held.length, 议题: items.length };
  });
