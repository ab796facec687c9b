import { liesWithin, person, pilots, place, places } from "@linli/demo-world";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createHarness } from "./test/harness.ts";
import { activities } from "./src/db/tables.ts";
import { demoActivities } from "./seed/activities.ts";
import { demoDemands } from "./seed/demands.ts";
import { seed } from "./seed.ts";

// A leap day shortly after midnight in Shanghai, the last moment of a year, an ordinary noon.
const moments = ["2028-02-28T16:05:00Z", "2026-12-31T15:59:59Z", "2026-11-23T04:00:00Z"];
const daysAgo = (now: Date, days: number) => new Date(+now - days * 86_400_000);

test.each(moments)("laid out at %s, the demo world is whole, and is laid out once", async (instant) => {
  const h = await createHarness({ places });
  const context = { db: h.db, now: () => new Date(instant), viewer: null, requestId: null };
  expect(await seed(context)).toEqual({ 需求: 480, 活动: 310 });
  expect(await seed(context)).toBeNull();
  const { data } = await h.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Place {
      demands(first: 5) { totalCount nodes { title } } activities(first: 5) { totalCount } } } }`,
    { r: [{ __typename: "Place", id: place("wenshan-prefecture").id }] },
  );
  const drafts = await h.db.$count(activities, eq(activities.state, "DRAFT"));
  expect(drafts).toBeGreaterThan(0);
  expect(data._entities[0]).toMatchObject({
    demands: { totalCount: 480, nodes: { length: 5 } },
    activities: { totalCount: 310 - drafts },
  });
});

test.each(moments)("at %s nothing of a demand has happened in the future", (instant) => {
  const now = new Date(instant);
  for (const { reportedAt, answeredAt, closedAt } of demoDemands(now))
    for (const at of [reportedAt, answeredAt, closedAt]) expect(+(at ?? 0)).toBeLessThanOrEqual(+now);
});

test.each(moments)("at %s one demand is closed and not fixed, and six are one hot issue", (instant) => {
  const now = new Date(instant);
  const rows = demoDemands(now);
  expect(rows.filter(({ verdict }) => verdict === "NOT_FIXED")).toMatchObject([
    { state: "CLOSED", reporterId: person("resident").id, placeId: place("panlong/3").id },
  ]);
  const hot = rows.filter(({ title }) => title.includes("充电桩"));
  expect(hot).toHaveLength(6);
  expect(new Set(hot.map(({ placeId }) => placeId)).size).toBe(1);
  expect(new Set(hot.map(({ reporterId }) => reporterId)).size).toBe(6);
  expect(hot.every(({ reportedAt }) => reportedAt > daysAgo(now, 30))).toBe(true);
});

test.each(moments)(
  "at %s every pilot has held something in each of three months, and more is ahead",
  (instant) => {
    const now = new Date(instant);
    const rows = demoActivities(now);
    for (const { placeId } of pilots) {
      const here = rows.filter((row) => liesWithin(row.placeId, placeId));
      for (const month of [0, 1, 2]) {
        const [from, until] = [daysAgo(now, 30 * (month + 1)), daysAgo(now, 30 * month)];
        expect(
          here.some(({ state, endsAt }) => state === "COMPLETED" && endsAt > from && endsAt <= until),
        ).toBe(true);
      }
      expect(here.some(({ state, startsAt }) => state === "PUBLISHED" && startsAt > now)).toBe(true);
    }
  },
);
