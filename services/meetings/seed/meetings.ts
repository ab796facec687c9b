import { fixedId } from "@linli/demo-world";
import type { meetings } from "../src/db/tables.ts";
import type { MeetingState } from "../src/meetings/meeting.rules.ts";
import type { SeriesKind } from "../src/series/meeting-series.rules.ts";
import { atHour, dateAhead, monthsLater } from "./calendar.ts";
import { type DemoSeries, demoSeries } from "./series.ts";

export type DemoMeeting = typeof meetings.$inferInsert & {
  key: string;
  kind: SeriesKind;
  state: MeetingState;
};

/** Months from the next meeting of a series: ten behind it, one after it. */
const months = Array.from({ length: 12 }, (_, index) => index - 10);

/** Meetings that did not come about. */
const planted: Record<string, MeetingState> = {
  "panlong-joint/-4": "INQUORATE",
  "libuga-council/-2": "CANCELLED",
};

/** A year of meetings, a month apart in each series: 96. */
export function demoMeetings(now: Date): DemoMeeting[] {
  return demoSeries.flatMap((series) => {
    const next = dateAhead(now, series.daysAhead);
    return months.map((month) => meetingOn(monthsLater(next, month), month, series));
  });
}

function meetingOn(date: Date, month: number, { key: seriesKey, hour, ...series }: DemoSeries): DemoMeeting {
  const key = `${seriesKey}/${month}`;
  const usual = month < 0 ? "MINUTES_CONFIRMED" : month === 0 ? "CONVENED" : "PLANNED";
  return {
    key,
    id: fixedId(`meeting:${key}`),
    seriesId: series.id,
    placeId: series.placeId,
    kind: series.kind,
    title: `${series.title}（${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月）`,
    startsAt: atHour(date, hour),
    endsAt: atHour(date, hour + 1.5),
    state: planted[key] ?? usual,
  };
}
