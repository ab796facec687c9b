import { fixedId, place } from "@linli/demo-world";
import { pledgeMoved } from "@linli/events";
import type { pledges } from "../src/db/tables.ts";
import { dayAt, later } from "./calendar.ts";
import { eventRow, type EventRow } from "./events.ts";
import { demoMerchants } from "./merchants.ts";

type PledgeRow = typeof pledges.$inferInsert;
type Pledged = readonly [
  merchantKey: string,
  kind: PledgeRow["kind"],
  count: number,
  placeKey: string,
  inDays: number,
  note: string,
];

const pledged: readonly Pledged[] = [
  ["granny-noodles", "MEALS", 80, "panlong", 9, "为小区独居老人送一碗热米线。"],
  ["old-street-salon", "HAIRCUTS", 40, "gaodeng", 6, "社区广场义剪，老人和残疾人优先。"],
  ["bright-eyes", "HEALTH_CHECKS", 60, "panlong", 14, "青少年视力筛查，现场给出用眼建议。"],
  ["good-neighbour", "REPAIRS", 25, "gaodeng", 4, "上门检查水电气，小修免工费。"],
  ["sour-fish", "HELPERS", 6, "gaodeng", 12, "派六名店员参加垃圾分类行动。"],
  ["furry", "LESSONS", 3, "panlong", 20, "文明养犬课堂，每课一小时。"],
  ["dream-bakery", "GOODS", 100, "gaodeng", 3, "捐一百份点心给学习日的孩子。"],
  ["corner-market", "GOODS", 50, "panlong", -30, "防汛物资包。"],
];
/** Its owner has taken it back. */
const withdrawn = "dream-bakery";

/** What merchants have pledged to do as volunteers (R70). */
export function pledgesOf(now: Date) {
  const rows: PledgeRow[] = [];
  const events: EventRow[] = [];
  for (const [merchantKey, kind, count, placeKey, inDays, note] of pledged) {
    const { id: merchantId, ownerId } = demoMerchants.find(({ key }) => key === merchantKey)!;
    const madeAt = dayAt(now, Math.min(inDays, 0) - 5, 16);
    const [startsAt, endsAt] = [dayAt(now, inDays, 9), dayAt(now, inDays, 12)];
    const isWithdrawn = merchantKey === withdrawn;
    const withdrawnAt = isWithdrawn ? later(madeAt, 3 * 86_400_000) : null;
    const about = { merchantId, kind, count, placeId: place(placeKey).id };
    const id = fixedId(`pledge:${merchantKey}`);
    const state = isWithdrawn ? "WITHDRAWN" : "OPEN";
    rows.push({ ...about, id, startsAt, endsAt, note, state, madeBy: ownerId, madeAt, withdrawnAt });
    const window = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    const step = (from: string | null, to: string, at: Date) => {
      const moved = { ...about, ...window, pledgeId: id, from, to };
      events.push(eventRow(`${id}:${to}`, pledgeMoved, moved, { actor: ownerId, at }));
    };
    step(null, "OPEN", madeAt);
    if (withdrawnAt) step("OPEN", "WITHDRAWN", withdrawnAt);
  }
  return { rows, events };
}
