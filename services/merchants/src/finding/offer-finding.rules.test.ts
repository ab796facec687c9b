import fc from "fast-check";
import { expect, test } from "vitest";
import { distance } from "../outlets/outlet.rules.ts";
import { boxAround, popularityPeriod, radius, shopClocks } from "./offer-finding.rules.ts";

const point = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

test("whatever is near a point lies in the box around it, at poles and at the date line too", () => {
  const offset = fc.double({ min: -0.3, max: 0.3, noNaN: true });
  fc.assert(
    fc.property(
      point,
      offset,
      offset,
      fc.integer({ min: 1, max: radius.max }),
      (from, north, east, metres) => {
        const latitude = Math.max(-90, Math.min(90, from.latitude + north));
        const longitude = ((from.longitude + east + 540) % 360) - 180;
        const box = boxAround(from, metres);
        const isIn =
          box.south <= latitude && latitude <= box.north && box.west <= longitude && longitude <= box.east;
        return isIn || distance(from, { latitude, longitude }) > metres;
      },
    ),
    { numRuns: 2_000 },
  );
  // And it is no larger than it must be.
  const box = boxAround({ latitude: 23.37, longitude: 104.24 }, 1_000);
  expect(box.north - box.south).toBeCloseTo(0.018, 3);
  expect(box.east - box.west).toBeCloseTo(0.0196, 3);
});

test("shops are asked for a minute of today and, beyond midnight, of yesterday, by the clock of Shanghai", () => {
  expect(shopClocks(new Date("2026-11-22T16:05:59Z"))).toEqual([
    { on: "2026-11-23", weekday: "MONDAY", minute: 5 },
    { on: "2026-11-22", weekday: "SUNDAY", minute: 1_445 },
  ]);
});

test("what is popular changes by the hour, and a minute after it", () => {
  const until = (at: string) => popularityPeriod(new Date(at)).until.toISOString();
  expect(until("2026-11-23T04:00:59.999Z")).toBe("2026-11-23T03:00:00.000Z");
  expect(until("2026-11-23T04:01:00Z")).toBe("2026-11-23T04:00:00.000Z");
  expect(popularityPeriod(new Date("2026-11-23T04:01:00Z")).from).toEqual(new Date("2026-10-24T04:00:00Z"));
});
