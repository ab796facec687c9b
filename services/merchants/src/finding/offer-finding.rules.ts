import { dateIn, midnight } from "@linli/kernel";
import { minutesOfDay, type Weekday, weekdayOf } from "../offers/usable-times.rules.ts";
import type { GeoPoint } from "../outlets/outlet.input.ts";
import { earthRadius } from "../outlets/outlet.rules.ts";

/** In which order offers are found. */
export const offerSorts = ["DISTANCE", "ENDING_SOON", "POPULARITY"] as const;
export type OfferSort = (typeof offerSorts)[number];

/** How far from a point offers are looked for, in metres: unless said (R57), and at most. */
export const radius = { default: 1_000, max: 20_000 } as const;

/** A range of latitudes and one of longitudes, in degrees, both ends included. */
export type Box = { south: number; north: number; west: number; east: number };

/** A box that holds all points at most so many metres from this one; by it an index finds those that may be near. */
export function boxAround({ latitude, longitude }: GeoPoint, metres: number): Box {
  // A little more than it is, so that no rounding leaves out what lies on its edge.
  const angle = (metres / earthRadius) * 1.000_01 + 1e-9;
  const degrees = (radians: number) => (radians * 180) / Math.PI;
  const [south, north] = [latitude - degrees(angle), latitude + degrees(angle)];
  const all = { south: Math.max(south, -90), north: Math.min(north, 90), west: -180, east: 180 };
  // Around a pole, all longitudes are near.
  if (south <= -90 || north >= 90) return all;
  const wide = degrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos((latitude * Math.PI) / 180))));
  const [west, east] = [longitude - wide, longitude + wide];
  return west < -180 || east > 180 ? all : { ...all, west, east };
}

/** What opening hours are asked at an instant: a minute of that day, and the same minute of the day before, beyond its midnight. */
export type ShopClock = { on: string; weekday: Weekday; minute: number };

export function shopClocks(at: Date): readonly [today: ShopClock, yesterday: ShopClock] {
  const today = dateIn(at);
  const yesterday = dateIn(new Date(+midnight(today) - 1));
  const minute = Math.floor((+at - +midnight(today)) / 60_000);
  return [
    { on: today, weekday: weekdayOf(today), minute },
    { on: yesterday, weekday: weekdayOf(yesterday), minute: minute + minutesOfDay },
  ];
}

const hourMs = 3_600_000;
const popularityDays = 30;

/**
 * Which claims make an offer popular: those of 30 days up to the last full hour. What is claimed while somebody reads on
 * changes no place in the list; a minute after the hour, all that was claimed before is there.
 */
export function popularityPeriod(at: Date): { from: Date; until: Date } {
  const until = new Date(Math.floor((+at - 60_000) / hourMs) * hourMs);
  return { from: new Date(+until - popularityDays * 24 * hourMs), until };
}
