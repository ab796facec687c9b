import { dateIn } from "@linli/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createWorld, days, noon, outlet } from "../../test/world.ts";
import { weekdays } from "../offers/usable-times.rules.ts";
import { isOpen, overlap, type Opening } from "../outlets/opening-hours.rules.ts";
import { replaceExceptions, replaceHours } from "../outlets/outlet.store.ts";
import { offerSearch } from "./offer-finding.input.ts";
import { findOffers } from "./offer-finding.store.ts";

const opening = fc
  .tuple(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 1, max: 1_440 }))
  .map(([opensMinute, length]): Opening => ({ opensMinute, closesMinute: opensMinute + length }));
const openings = fc.array(opening, { minLength: 1, maxLength: 2 }).filter((some) => !overlap(some));
const timetables = fc.record({
  hours: fc.array(fc.record({ weekday: fc.constantFrom(...weekdays), openings }), { maxLength: 4 }).map(
    // Each day once.
    (some) => [...new Map(some.map((day) => [day.weekday, day])).values()],
  ),
  exceptions: fc.uniqueArray(
    fc.record({
      on: fc.integer({ min: -2, max: 2 }).map((day) => dateIn(days(day))),
      openings: fc.oneof(fc.constant<Opening[]>([]), openings),
    }),
    { selector: ({ on }) => on, maxLength: 3 },
  ),
});

test("whose shop is open now, the database tells as the rule does, over midnight and on holidays too", async () => {
  const w = await createWorld();
  await w.addOffer();
  const search = offerSearch.parse({
    placeId: (await w.db.query.offerPlaces.findFirst())!.placeId,
    openNow: true,
  });
  const page = { after: null, before: null, limit: 1, inverted: false };
  const seconds = fc.integer({ min: -86_400, max: 86_400 });
  const told = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(timetables, seconds, async ({ hours, exceptions }, offset) => {
      await replaceHours(w.db, outlet.bakery, hours);
      await replaceExceptions(w.db, outlet.bakery, exceptions);
      const at = new Date(+noon + offset * 1_000);
      const rule = isOpen(
        {
          hours: hours.flatMap(({ weekday, openings: of }) => of.map((times) => ({ weekday, ...times }))),
          exceptions,
        },
        at,
      );
      const found = await findOffers(w.db, search, { now: noon, at }, page);
      told.add(found.length > 0);
      expect(found.length > 0).toBe(rule ?? false);
    }),
    { numRuns: 150 },
  );
  expect(told.size).toBe(2);
});
