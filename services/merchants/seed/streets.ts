import { fixedId, liesWithin, place, random } from "@linli/demo-world";
import type {
  businessDistricts,
  districtPlaces,
  outletExceptions,
  outletHours,
  outlets,
} from "../src/db/tables.ts";
import { type Weekday, weekdays } from "../src/offers/usable-times.rules.ts";
import { type Opening, openingBetween } from "../src/outlets/opening-hours.rules.ts";
import type { Trade } from "./trades.ts";

/** Where the places of shops lie in 文山市, in degrees of WGS 84. */
const middles: readonly (readonly [placeKey: string, latitude: number, longitude: number])[] = [
  ["panlong", 23.3842, 104.2276],
  ["gaodeng", 23.3811, 104.2312],
  ["libuga-xincun", 23.3528, 104.2371],
  ["wolong-huayuan", 23.3569, 104.2418],
  ["jinshi", 23.3592, 104.2363],
  ["xuefu", 23.3541, 104.2462],
  ["libuga", 23.3557, 104.2397],
  ["longcheng", 23.3694, 104.2441],
  ["dongfeng", 23.3681, 104.2466],
];

/** A shop stands within some 300 metres of the middle of its place. */
export function locationOf(key: string, placeKey: string) {
  const [, latitude, longitude] = middles.find(([known]) => known === placeKey)!;
  const dice = random(`location:${key}`);
  const near = (middle: number) => Number((middle + (dice.next() - 0.5) * 0.005).toFixed(6));
  return { latitude: near(latitude), longitude: near(longitude) };
}

const districts = [
  { key: "panlong", name: "盘龙新平商圈", community: "gaodeng", latitude: 23.3826, longitude: 104.2294 },
  { key: "libuga", name: "里布嘎商圈", community: "libuga", latitude: 23.3557, longitude: 104.2397 },
  { key: "longcheng", name: "龙成东风商圈", community: "dongfeng", latitude: 23.3688, longitude: 104.2453 },
] as const;
const districtId = (key: string) => fixedId(`district:${key}`);

export const districtRows = (createdAt: Date): (typeof businessDistricts.$inferInsert)[] =>
  districts.map(({ key, community: _community, ...district }) => ({
    id: districtId(key),
    ...district,
    createdAt,
  }));
export const districtPlaceRows: (typeof districtPlaces.$inferInsert)[] = districts.map(
  ({ key, community }) => ({
    districtId: districtId(key),
    placeId: place(community).id,
  }),
);
export const districtOf = (placeKey: string): string =>
  districtId(districts.find(({ community }) => liesWithin(placeKey, community))!.key);

const weekend: readonly Weekday[] = ["SATURDAY", "SUNDAY"];
const span = (text: string): Opening[] =>
  text.split(" ").map((times) => {
    const [opens, closes] = times.split("-") as [string, string];
    return openingBetween(opens, closes);
  });

/** When a trade opens: on working days, and at weekends where that is another time. */
const openings: Record<Trade, readonly [workday: string, weekend?: string]> = {
  noodles: ["06:30-14:00 17:00-21:00"],
  restaurant: ["10:30-14:00 17:00-22:00", "10:30-22:30"],
  tea: ["09:30-22:30"],
  bakery: ["07:00-20:30"],
  market: ["07:00-23:00"],
  pharmacy: ["08:00-22:00"],
  salon: ["09:30-21:30"],
  laundry: ["08:30-20:00"],
  gym: ["07:00-22:30", "09:00-21:00"],
  training: ["16:30-20:30", "09:00-18:00"],
  repair: ["08:30-18:30"],
  optician: ["09:00-20:30"],
  housekeeping: ["08:00-18:00"],
  pets: ["09:30-20:00"],
  carwash: ["08:00-20:00"],
};
/** The grill at the night market goes on over midnight. */
const nightMarket = "17:30-02:00";

type DemoOutlet = Pick<typeof outlets.$inferInsert, "id">;

export function hoursOf(trade: Trade, isAtNightMarket: boolean, { id: outletId }: DemoOutlet) {
  const [workday, other = workday] = openings[trade];
  return weekdays.flatMap((weekday): (typeof outletHours.$inferInsert)[] =>
    span(isAtNightMarket ? nightMarket : weekend.includes(weekday) ? other : workday).map((times) => ({
      outletId,
      weekday,
      ...times,
    })),
  );
}

/** New Year's Day, on which one of four is closed and one of four opens late. */
export function exceptionsOf(
  newYear: string,
  { id: outletId }: DemoOutlet,
): (typeof outletExceptions.$inferInsert)[] {
  const lot = random(`new-year:${outletId}`).next();
  if (lot >= 0.5) return [];
  const times = lot < 0.25 ? { opensMinute: null, closesMinute: null } : openingBetween("12:00", "18:00");
  return [{ id: fixedId(`exception:${outletId}`), outletId, on: newYear, ...times }];
}
