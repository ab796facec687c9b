import { fixedId, person, random, verifiedResidents } from "@linli/demo-world";
import { offerReportMoved } from "@linli/events";
import type { offerReports } from "../src/db/tables.ts";
import type { OfferReportState } from "../src/reports/offer-report.rules.ts";
import { day, dayAt, later } from "./calendar.ts";
import { eventRow, type EventRow } from "./events.ts";
import { type DemoOffer, reviewerOf } from "./offers.ts";
import { staffIds } from "./staff.ts";

type Reported = {
  key: string;
  offerKey: string;
  daysAgo: number;
  reason: string;
  verdict?: { state: OfferReportState; outcome: string };
  by?: "resident";
};

const reported: readonly Reported[] = [
  {
    key: "open",
    offerKey: "good-neighbour/1",
    daysAgo: 2,
    reason: "套餐写的是三小时保洁，上门后说只做两小时。",
  },
  {
    key: "open too",
    offerKey: "panlong-wash/1",
    daysAgo: 1,
    reason: "券上的原价比门口价目表高出二十元。",
  },
  {
    key: "upheld",
    offerKey: "bright-eyes/1",
    daysAgo: 24,
    reason: "配镜时被告知镜架不参加优惠，页面没有写。",
    verdict: { state: "UPHELD", outcome: "与页面说明不符，已请商家停止并更正。" },
  },
  {
    key: "resident",
    offerKey: "granny-noodles/1",
    daysAgo: 12,
    reason: "中午去说米线卖完了，券用不了。",
    verdict: { state: "DISMISSED", outcome: "当日售罄，商家已延长供应时间，优惠本身属实。" },
    by: "resident",
  },
];

/** What residents have found misleading, and what reviewers made of it. */
export function reportsOf(offers: readonly DemoOffer[], now: Date) {
  const rows: (typeof offerReports.$inferInsert)[] = [];
  const events: EventRow[] = [];
  for (const { key, offerKey, daysAgo, reason, verdict, by } of reported) {
    const offer = offers.find((one) => one.key === offerKey)!;
    const neighbours = verifiedResidents(offer.placeIds[0]).filter(
      ({ id, age, key: name }) => age >= 18 && name.includes("/") && !staffIds.has(id),
    );
    const reporterId = by ? person(by).id : random(`report:${key}`).pick(neighbours).id;
    const [reportedAt, decidedAt] = [dayAt(now, -daysAgo, 8), later(dayAt(now, -daysAgo, 8), day)];
    const id = fixedId(`report:${key}`);
    const decidedBy = reviewerOf(offer);
    rows.push({
      id,
      offerId: offer.id,
      reporterId,
      reason,
      reportedAt,
      ...(verdict && { ...verdict, decidedBy, decidedAt }),
    });
    const about = { reportId: id, offerId: offer.id, merchantId: offer.merchant.id, reporterId };
    const step = (from: string | null, to: string, actor: string, at: Date) =>
      events.push(eventRow(`${id}:${to}`, offerReportMoved, { ...about, from, to }, { actor, at }));
    step(null, "OPEN", reporterId, reportedAt);
    if (verdict) step("OPEN", verdict.state, decidedBy, decidedAt);
  }
  return { rows, events };
}
