import { expect, test } from "vitest";
import { distance } from "./outlet.rules.ts";

const wenshan = { latitude: 23.3695, longitude: 104.2448 };
const kunming = { latitude: 25.0453, longitude: 102.7097 };

test("a distance is what the map says, to half a percent, either way round", () => {
  expect(distance(wenshan, kunming) / 243_000).toBeCloseTo(1, 2);
  expect(distance(kunming, wenshan)).toBe(distance(wenshan, kunming));
  expect(distance(wenshan, wenshan)).toBe(0);
  // A degree along a meridian, and half around the earth.
  expect(distance({ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 0 })).toBeCloseTo(111_195, 0);
  expect(distance({ latitude: 0, longitude: 180 }, { latitude: 0, longitude: 0 })).toBeCloseTo(20_015_114, 0);
});
