import {
  buildingsIn,
  type DemoPlace,
  fixedId,
  liesWithin,
  person,
  place,
  places,
  random,
  type Random,
  verifiedResidents,
} from "@linli/demo-world";
import type { DemandState, Urgency } from "../src/demands/demand.rules.ts";
import type { demands } from "../src/db/tables.ts";
import { atHour, day, hour, minute } from "./calendar.ts";
import { chargingTitles, inBuildings, inQuarters, inTowers } from "./demand-texts.ts";

type DemandRow = typeof demands.$inferInsert;

const shares = [
  { pilot: "panlong", count: 193 },
  { pilot: "libuga", count: 210 },
  { pilot: "longcheng", count: 70 },
] as const;

/** All demands of the demo world: 480. */
export function demoDemands(now: Date): DemandRow[] {
  return [
    unresolved(now),
    ...hotIssue(now),
    ...shares.flatMap(({ pilot, count }) => {
      const dice = random(`demands:${pilot}`);
      const spots = spotsOf(pilot);
      return Array.from({ length: count }, (_, index) =>
        ordinary(`${pilot}/${index + 1}`, dice.pick(spots), dice, now),
      );
    }),
  ];
}

/** Where something may be the matter: houses twice as often as the grounds around them. */
function spotsOf(pilot: string): DemoPlace[] {
  const houses = buildingsIn(pilot);
  const grounds = places.filter(({ id, kind }) => kind !== "BUILDING" && liesWithin(id, pilot));
  const copies = Math.max(1, Math.round(houses.length / 2 / Math.max(1, grounds.length)));
  return [...houses, ...grounds.flatMap((ground) => Array.from({ length: copies }, () => ground))];
}

function ordinary(key: string, where: DemoPlace, dice: Random, now: Date): DemandRow {
  const matters = where.key === "longcheng" ? inTowers : where.kind === "BUILDING" ? inBuildings : inQuarters;
  // Each spot is as likely as another: what is urgent has few.
  const { matter, spot } = dice.pick(
    matters.flatMap((each) => each.spots.map((at) => ({ matter: each, spot: at }))),
  );
  // Denser towards today, so that every state is to be seen.
  const daysAgo = Math.ceil(364 * (1 - dice.next()) ** 1.6);
  const reportedAt = atHour(now, -daysAgo, dice.integer(7, 21), dice.integer(0, 59));
  const state = stateAfter(daysAgo, matter.urgency, dice);
  return {
    id: fixedId(`demand:${key}`),
    placeId: where.id,
    title: matter.title.replace("…", spot),
    description: dice.chance(0.8) ? matter.description : null,
    urgency: matter.urgency,
    source: state === "SOLVED_ON_SPOT" ? "HOME_VISIT" : dice.pick(sources),
    reporterId: dice.pick(verifiedResidents(where.id)).id,
    reportedAt,
    ...course(state, matter.urgency, reportedAt, dice, now),
  };
}

const sources = ["APP", "APP", "APP", "HOME_VISIT", "HOME_VISIT", "HOTLINE", "MEETING", "COUNCIL"] as const;

/** How far a demand has come after some days. What is urgent does not wait. */
function stateAfter(daysAgo: number, urgency: Urgency, dice: Random): DemandState {
  if (daysAgo <= 2 && urgency === "ORDINARY") return dice.pick(["REPORTED", "TRIAGED", "DISPATCHED"]);
  if (daysAgo <= 10) return dice.pick(["ACCEPTED", "IN_PROGRESS", "IN_PROGRESS", "SOLVED_ON_SPOT"]);
  if (daysAgo <= 30) return dice.pick(["IN_PROGRESS", "RESOLUTION_CLAIMED", "ON_HOLD", "CLOSED", "CLOSED"]);
  if (dice.chance(0.85)) return "CLOSED";
  return dice.pick(["SOLVED_ON_SPOT", "REFERRED", "REJECTED", "REOPENED", "ON_HOLD"]);
}

/** Minutes within which somebody must answer. */
const clocks: Record<Urgency, number> = { EMERGENCY: 60, UTILITIES: 120, ORDINARY: 24 * 60 };
const verdicts = ["FIXED", "FIXED", "FIXED", "FIXED", "FIXED", "PARTLY", "NO_ANSWER"] as const;

/** The state, with the instants that go with it. One answer in ten comes after its time. */
function course(state: DemandState, urgency: Urgency, reportedAt: Date, dice: Random, now: Date) {
  if (state === "REPORTED" || state === "TRIAGED" || state === "DISPATCHED") return { state };
  const share = state === "SOLVED_ON_SPOT" ? 0.01 : dice.chance(0.1) ? 1.5 : 0.05 + 0.9 * dice.next();
  const answeredAt = new Date(Math.min(+reportedAt + share * clocks[urgency] * minute, +now));
  switch (state) {
    case "SOLVED_ON_SPOT":
    case "REFERRED":
    case "REJECTED":
      return { state, answeredAt, closedAt: answeredAt };
    case "CLOSED": {
      const closedAt = new Date(+answeredAt + 2 * hour + dice.next() * 8 * day);
      return { state, answeredAt, closedAt, verdict: dice.pick(verdicts) };
    }
    default:
      return { state, answeredAt };
  }
}

/** Closed by those who worked on it; its reporter says it is not solved. */
function unresolved(now: Date): DemandRow {
  const reportedAt = atHour(now, -40, 19, 20);
  return {
    id: fixedId("demand:not-fixed"),
    placeId: place("panlong/3").id,
    title: "三楼楼道灯修好后又不亮",
    description: "换过一次灯泡，第二天就又坏了，应该是线路的问题。",
    source: "APP",
    urgency: "ORDINARY",
    state: "CLOSED",
    verdict: "NOT_FIXED",
    reporterId: person("resident").id,
    reportedAt,
    answeredAt: new Date(+reportedAt + 5 * hour),
    closedAt: new Date(+reportedAt + 6 * day),
  };
}

/** Six reports of one matter by six neighbours at one place within 30 days. */
function hotIssue(now: Date): DemandRow[] {
  const neighbours = random("demands:hot-issue").shuffle(verifiedResidents("panlong"));
  return chargingTitles.map((title, index) => ({
    id: fixedId(`demand:charging/${index + 1}`),
    placeId: place("panlong").id,
    title,
    description: "下班回家充不上电，第二天上班没法用车。",
    source: "APP",
    urgency: "ORDINARY",
    state: "DISPATCHED",
    reporterId: neighbours[index]!.id,
    reportedAt: atHour(now, -3 - 4 * index, 20, 7 * index),
  }));
}
