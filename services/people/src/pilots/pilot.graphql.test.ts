import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createHarness, place } from "../../test/harness.ts";
import { organizations, pilots } from "../db/tables.ts";

async function createHarnessWithPilots() {
  const h = await createHarness();
  const league = { classification: "LEAGUE_ORGANIZATION" as const };
  const [city, prefecture] = [
    { ...league, id: uuidv7(), name: "共青团文山市委", placeId: place.county },
    { ...league, id: uuidv7(), name: "共青团文山州委", placeId: place.prefecture },
  ];
  await h.db.insert(organizations).values([city, prefecture]);
  const run = { sponsorId: city.id, guideId: prefecture.id };
  await h.db.insert(pilots).values([
    { ...run, id: uuidv7(), placeId: place.building, startedOn: "2026-02-23" },
    { ...run, id: uuidv7(), placeId: place.quarter, startedOn: "2025-09-23" },
    { ...run, id: uuidv7(), placeId: place.community, startedOn: "2025-05-23" },
  ]);
  h.queries.length = 0;
  return h;
}

test("the pilots, the oldest first, with their places, in one SQL", async () => {
  const h = await createHarnessWithPilots();
  expect(await h.execute(`query Pilots { pilots { startedOn place { id name kind } } }`)).toEqual({
    data: {
      pilots: [
        { startedOn: "2025-05-23", place: { id: place.community, name: "高登社区", kind: "COMMUNITY" } },
        { startedOn: "2025-09-23", place: { id: place.quarter, name: "盛世盘龙小区", kind: "QUARTER" } },
        { startedOn: "2026-02-23", place: { id: place.building, name: "3幢", kind: "BUILDING" } },
      ],
    },
  });
  expect(h.queries).toHaveLength(1);
});

test("who sponsors a pilot and who guides it, in the same SQL (R2)", async () => {
  const h = await createHarnessWithPilots();
  const result = await h.execute(
    `{ pilots { sponsor { name place { name } } guide { name place { name } } } }`,
  );
  expect(result.data.pilots).toEqual(
    Array.from({ length: 3 }, () => ({
      sponsor: { name: "共青团文山市委", place: { name: "文山市" } },
      guide: { name: "共青团文山州委", place: { name: "文山州" } },
    })),
  );
  expect(h.queries).toHaveLength(1);
});
