import { dateIn } from "@linli/kernel";
import { builder } from "../builder.ts";
import { Outlet } from "../merchants/merchant.graphql.ts";
import { WeekdayType as Weekday } from "../offers/usable-times.graphql.ts";
import { type Weekday as WeekdayName, weekdays } from "../offers/usable-times.rules.ts";
import { isOpen, type Opening, timeOf, timetable } from "./opening-hours.rules.ts";

const OpeningTimes = builder.objectRef<Opening>("OpeningTimes").implement({
  description: "A span of a day in which a shop is open (营业时段).",
  fields: (t) => ({
    opens: t.string({
      description: "A time of the day in Asia/Shanghai, such as 08:30 (开门时间).",
      resolve: ({ opensMinute }) => timeOf(opensMinute),
    }),
    closes: t.string({
      description: "It closes before this; at or before the opening time: of the next day (关门时间).",
      resolve: ({ closesMinute }) => timeOf(closesMinute),
    }),
  }),
});
const WeekdayHours = builder
  .objectRef<{ weekday: WeekdayName; openings: readonly Opening[] }>("WeekdayHours")
  .implement({
    description: "When a shop is open on a day of the week (每周营业时间).",
    fields: (t) => ({
      weekday: t.expose("weekday", { type: Weekday, description: "The day (星期)." }),
      openings: t.field({
        type: [OpeningTimes],
        description: "Its spans, in order (营业时段).",
        resolve: ({ openings }) => [...openings],
      }),
    }),
  });
const DayException = builder
  .objectRef<{ on: string; openings: readonly Opening[] }>("DayException")
  .implement({
    description: "A day with hours of its own, such as a holiday (特殊营业日).",
    fields: (t) => ({
      on: t.expose("on", { type: "Date", description: "The day (日期)." }),
      openings: t.field({
        type: [OpeningTimes],
        description: "Its spans, in order; none: it is closed (营业时段).",
        resolve: ({ openings }) => [...openings],
      }),
    }),
  });

const byTime = { opensMinute: "asc" } as const;
const hours = { columns: { weekday: true, opensMinute: true, closesMinute: true }, orderBy: byTime } as const;
const exceptions = { columns: { on: true, opensMinute: true, closesMinute: true }, orderBy: byTime } as const;
const timetableRows = { columns: { id: true }, with: { hours, exceptions } } as const;

builder.drizzleObjectFields(Outlet, (t) => ({
  hours: t.field({
    type: [WeekdayHours],
    description: "When it is open, Monday first; a weekday that is left out is closed (营业时间).",
    select: timetableRows,
    resolve: (outlet) =>
      weekdays.flatMap((weekday) => {
        const openings = timetable(outlet).hours.filter((opening) => opening.weekday === weekday);
        return openings.length > 0 ? [{ weekday, openings }] : [];
      }),
  }),
  exceptions: t.field({
    type: [DayException],
    description: "The days from today on with hours of their own, the next first (特殊营业日).",
    select: timetableRows,
    resolve: (outlet, _args, { now }) =>
      timetable(outlet)
        .exceptions.filter(({ on }) => on >= dateIn(now()))
        .toSorted((a, b) => a.on.localeCompare(b.on)),
  }),
  isOpen: t.boolean({
    nullable: true,
    description:
      "Whether it is open; null where it has said no hours, of its weekdays or of that day (是否营业).",
    args: { at: t.arg({ type: "DateTime", description: "When; now unless said (时间)." }) },
    select: timetableRows,
    resolve: (outlet, { at }, { now }) => isOpen(timetable(outlet), at ?? now()),
  }),
}));

const OpeningTimesInput = builder.inputType("OpeningTimesInput", {
  description: "A span of a day in which a shop is open (营业时段).",
  fields: (t) => ({
    opens: t.string({ required: true, description: "Such as 08:30, in Asia/Shanghai (开门时间)." }),
    closes: t.string({
      required: true,
      description: "Up to 24:00; at or before the opening time: of the next day (关门时间).",
    }),
  }),
});
export const WeekdayHoursInput = builder.inputType("WeekdayHoursInput", {
  description: "When a shop is open on a day of the week (每周营业时间).",
  fields: (t) => ({
    weekday: t.field({ type: Weekday, required: true, description: "The day (星期)." }),
    openings: t.field({ type: [OpeningTimesInput], required: true, description: "1 to 6 spans (营业时段)." }),
  }),
});
export const DayExceptionInput = builder.inputType("DayExceptionInput", {
  description: "A day with hours of its own (特殊营业日).",
  fields: (t) => ({
    on: t.field({ type: "Date", required: true, description: "The day (日期)." }),
    openings: t.field({
      type: [OpeningTimesInput],
      required: true,
      description: "Up to 6 spans; none: it is closed (营业时段).",
    }),
  }),
});
