import { builder } from "../builder.ts";
import { clockTime, minutesOfDay, type UsableTimes as Times, weekdays } from "./usable-times.rules.ts";

export const WeekdayType = builder.enumType("Weekday", {
  description: "A day of the week (星期).",
  values: {
    MONDAY: { description: "Monday (星期一)." },
    TUESDAY: { description: "Tuesday (星期二)." },
    WEDNESDAY: { description: "Wednesday (星期三)." },
    THURSDAY: { description: "Thursday (星期四)." },
    FRIDAY: { description: "Friday (星期五)." },
    SATURDAY: { description: "Saturday (星期六)." },
    SUNDAY: { description: "Sunday (星期日)." },
  } satisfies Record<(typeof weekdays)[number], object>,
});

/** Said in full, so that no client has to know what is meant when nothing is said. */
export const UsableTimes = builder.objectRef<Times>("UsableTimes").implement({
  description: "On which days of the week and hours a coupon can be used, in Asia/Shanghai (可用时段).",
  fields: (t) => ({
    days: t.field({
      type: [WeekdayType],
      description: "These days (可用日).",
      resolve: ({ usableDays }) => usableDays ?? [...weekdays],
    }),
    from: t.string({
      description: "From this time of the day, hh:mm (可用开始时刻).",
      resolve: ({ usableFromMinute }) => clockTime(usableFromMinute ?? 0),
    }),
    until: t.string({
      description: "Before this time of the day, hh:mm, 24:00 at most (可用截止时刻).",
      resolve: ({ usableUntilMinute }) => clockTime(usableUntilMinute ?? minutesOfDay),
    }),
  }),
});

export const UsableTimesInput = builder.inputType("UsableTimesInput", {
  description: "On which days of the week and hours a coupon can be used, in Asia/Shanghai (可用时段).",
  fields: (t) => ({
    days: t.field({ type: [WeekdayType], description: "1 to 7; without, every day (可用日)." }),
    from: t.string({ description: "hh:mm, together with until; without, all day (可用开始时刻)." }),
    until: t.string({ description: "hh:mm, later than from, 24:00 at most (可用截止时刻)." }),
  }),
});
