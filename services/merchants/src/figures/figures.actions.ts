import { InvalidInput } from "@linli/kernel";
import type { Context } from "../context.ts";
import { findWork } from "../merchants/merchant.rules.ts";
import { findStaff } from "../merchants/merchant.store.ts";
import { type Period, type PeriodInput, periodOf } from "../settlement/statement.rules.ts";
import { daysOfRegulars, lastMonth, shownRegulars } from "./figures.rules.ts";
import {
  claimedByTime,
  claimedOf,
  redeemedByOutlet,
  redeemedByTime,
  redeemedOf,
  regularsOf,
  type TimeFormat,
} from "./figures.store.ts";

export type Figures = { merchantId: string; period: Period; asOf: Date };

/** A merchant's figures, to its owner; null to everybody else. Throws where the period is none. */
export async function figuresOf(
  { db, now, viewer }: Context,
  merchantId: string,
  input: PeriodInput,
): Promise<Figures | null> {
  const asOf = now();
  if (!(await isOwner({ db, now, viewer }, merchantId))) return null;
  const period = periodOf(input);
  if ("message" in period) throw new InvalidInput([{ path: [period.path], message: period.message }]);
  return { merchantId, period, asOf };
}

export type DayFigures = { date: string; claimed: number; redeemed: number };
export type HourFigures = { hour: number; claimed: number; redeemed: number };

/** Claims and redemptions of each day that has any, in order. */
export const byDay = async (context: Context, figures: Figures): Promise<DayFigures[]> =>
  (await byTime(context, figures, "YYYY-MM-DD")).map(({ time: date, ...counts }) => ({ date, ...counts }));

/** Claims and redemptions in each hour of the day that has any. */
export const byHour = async (context: Context, figures: Figures): Promise<HourFigures[]> =>
  (await byTime(context, figures, "HH24")).map(({ time, ...counts }) => ({ hour: Number(time), ...counts }));

async function byTime({ db }: Context, { merchantId, period }: Figures, by: TimeFormat) {
  const times = new Map<string, { time: string; claimed: number; redeemed: number }>();
  const at = (time: string) => times.get(time) ?? { time, claimed: 0, redeemed: 0 };
  for (const { time, claimed } of await claimedByTime(db, merchantId, period, by))
    times.set(time, { ...at(time), claimed });
  for (const { time, redeemed } of await redeemedByTime(db, merchantId, period, by))
    times.set(time, { ...at(time), redeemed });
  return [...times.values()].toSorted((one, other) => (one.time < other.time ? -1 : 1));
}

export const byOutlet = ({ db }: Context, { merchantId, period }: Figures) =>
  redeemedByOutlet(db, merchantId, period);

/** Asked for by several fields of one answer, and counted once. */
const counted = new WeakMap<Figures, Promise<{ claimed: number; redeemed: number; savedFen: number }>>();
export function totals({ db }: Context, figures: Figures) {
  const { merchantId, period } = figures;
  const count = async () => ({
    ...(await redeemedOf(db, merchantId, period)),
    claimed: await claimedOf(db, merchantId, period),
  });
  const promise = counted.get(figures) ?? count();
  counted.set(figures, promise);
  return promise;
}

/** How many residents came back (R73), to the owner, as far as that may be told; throws where the month is none that is over. */
export async function regularsShown(context: Context, merchantId: string, asked: string | null) {
  const { db, now } = context;
  if (!(await isOwner(context, merchantId))) return null;
  const month = asked ?? lastMonth(now());
  const isMonth = !("message" in periodOf({ month }));
  const days = isMonth ? daysOfRegulars(month, now()) : undefined;
  if (!days) throw new InvalidInput([{ path: ["month"], message: "a month that is over, yyyy-mm" }]);
  return { month, ...shownRegulars(await regularsOf(db, merchantId, days)) };
}

async function isOwner({ db, now, viewer }: Pick<Context, "db" | "now" | "viewer">, merchantId: string) {
  const staff = viewer ? await findStaff(db, merchantId, viewer.person) : [];
  return findWork(staff, ["OWNER"], now()) !== undefined;
}
