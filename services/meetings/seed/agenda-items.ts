import { fixedId, random } from "@linli/demo-world";
import type { agendaItems } from "../src/db/tables.ts";
import type { DemoMeeting } from "./meetings.ts";
import type { DemoSeries } from "./series.ts";
import { followUp, topics } from "./topics.ts";

type Row = typeof agendaItems.$inferInsert;

/** What a meeting dealt with or will deal with; one that did not come about has left its topics to the backlog. */
export function agendaOf({ key, id, seriesId, kind, state }: DemoMeeting): Row[] {
  if (state !== "MINUTES_CONFIRMED" && state !== "CONVENED") return [];
  const dice = random(`agenda:${key}`);
  const chosen = [followUp, ...dice.shuffle(topics[kind]).slice(0, dice.integer(2, 4))];
  return chosen.map((topic, index) => ({
    id: fixedId(`agenda-item:${key}/${index + 1}`),
    seriesId,
    meetingId: id,
    position: index + 1,
    ...topic,
    state:
      state === "CONVENED" ? "ACCEPTED" : index === 0 ? "INFORMATION" : dice.pick(["DECIDED", "ASSIGNED"]),
  }));
}

type Waiting = Pick<Row, "title" | "state" | "deferrals" | "demandId" | "reason">;

/** Planted cases. */
const planted: Record<string, readonly Waiting[]> = {
  "panlong-joint": [
    // Deferred three times: it escalates. The demand is the first of six alike, which make a hot issue.
    {
      title: "地下车库充电桩扩容方案",
      state: "DEFERRED",
      deferrals: 3,
      demandId: fixedId("demand:charging/1"),
    },
    // From the month that found too few present.
    {
      title: "小区出入口人车分流改造",
      state: "DEFERRED",
      deferrals: 1,
      reason: "上学时段人车混行，家长担心安全",
    },
  ],
  "panlong-council": [
    // The demand is closed, and its reporter says that it is not solved.
    { title: "3幢楼道灯反复损坏如何根治", state: "PROPOSED", demandId: fixedId("demand:not-fixed") },
  ],
  "libuga-council": [
    // From the meeting that was cancelled.
    {
      title: "夜间广场舞音量与时段约定",
      state: "DEFERRED",
      deferrals: 1,
      reason: "附近住户反映影响孩子休息",
    },
  ],
};

const proposal: Waiting = {
  title: "明年工作计划征求意见",
  state: "PROPOSED",
  reason: "请各方提前提出下一年度要办的实事",
};

/** What waits for a meeting of a series. */
export function backlogOf({ key, id }: DemoSeries): Row[] {
  return [...(planted[key] ?? []), proposal].map((topic, index) => ({
    id: fixedId(`agenda-item:${key}/backlog/${index + 1}`),
    seriesId: id,
    position: index + 1,
    ...topic,
  }));
}
