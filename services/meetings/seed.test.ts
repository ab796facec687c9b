import { organization, place, places } from "@linli/demo-world";
import { placesSaved } from "@linli/events";
import { createServiceHarness } from "@linli/testing";
import { expect, test } from "vitest";
import { seed } from "./seed.ts";
import { meetings as service } from "./src/service.ts";

async function laidOut(now: Date) {
  const h = await createServiceHarness(service, { now: () => now });
  for (const { id, kind, name, parentId } of places)
    await h.deliver({
      name: placesSaved.name,
      payload: { places: [{ id, kind, name, parentId, retiredOn: null }] },
    });
  const context = { db: h.db, now: () => now, viewer: null, requestId: null };
  return { h, run: () => seed(context) };
}

test.each(["2026-11-23T04:00:00Z", "2027-01-25T04:00:00Z", "2028-02-24T16:30:00Z", "2026-12-31T20:00:00Z"])(
  "laid out at %s: 96 meetings a month apart, the next joint meeting near",
  async (at) => {
    const now = new Date(at);
    const { h, run } = await laidOut(now);
    expect(await run()).toMatchObject({ 会议系列: 8, 会议: 96 });

    const held = await h.db.query.meetings.findMany({ with: { series: true }, orderBy: { startsAt: "asc" } });
    const past = held.filter(({ startsAt }) => startsAt < now);
    expect(past.filter(({ state }) => state === "INQUORATE")).toHaveLength(1);
    expect(past.filter(({ state }) => state === "CANCELLED")).toHaveLength(1);
    expect(past.filter(({ state }) => state === "MINUTES_CONFIRMED")).toHaveLength(78);
    const next = held.find(({ startsAt, series }) => startsAt >= now && series.kind === "JOINT_MEETING")!;
    expect(next).toMatchObject({ state: "CONVENED", placeId: place("panlong").id });
    expect(+next.startsAt - +now).toBeGreaterThan(3 * 86_400_000);
    expect(+next.startsAt - +now).toBeLessThan(10 * 86_400_000);
    const months = (seriesId: string) =>
      new Set(
        held
          .filter((meeting) => meeting.seriesId === seriesId)
          .map(({ startsAt }) => startsAt.toISOString().slice(0, 7)),
      );
    expect([...new Set(held.map(({ seriesId }) => months(seriesId).size))]).toEqual([12]);
  },
);

/** The rule that an instant follows, told from the calendar in Shanghai. */
const ruleOf = (startsAt: Date) => {
  const local = new Date(+startsAt + 8 * 3_600_000);
  const weekday = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"][local.getUTCDay()];
  return `FREQ=MONTHLY;BYDAY=${Math.ceil(local.getUTCDate() / 7)}${weekday}`;
};

test("every meeting falls on the day that its series' rule names, in Shanghai", async () => {
  const { h, run } = await laidOut(new Date("2026-11-23T04:00:00Z"));
  await run();
  const held = await h.db.query.meetings.findMany({ with: { series: { columns: { rrule: true } } } });
  expect(held.filter(({ startsAt, series }) => series.rrule !== ruleOf(startsAt))).toEqual([]);
});

test("planted: an item that was deferred three times waits in the backlog of the alliance's joint meeting", async () => {
  const { h, run } = await laidOut(new Date("2026-11-23T04:00:00Z"));
  await run();
  const [item, ...more] = await h.db.query.agendaItems.findMany({
    where: { deferrals: { gte: 3 } },
    with: { series: { columns: { organizationId: true } } },
  });
  expect(more).toEqual([]);
  expect(item).toMatchObject({
    state: "DEFERRED",
    meetingId: null,
    deferrals: 3,
    series: { organizationId: organization("panlong-alliance").id },
  });
});

test("a world that is there already stays as it is; two worlds of one day are the same", async () => {
  const now = new Date("2026-11-23T04:00:00Z");
  const [one, other] = [await laidOut(now), await laidOut(now)];
  await one.run();
  await other.run();
  expect(await one.run()).toBeNull();
  const rows = ({ h }: typeof one) => h.db.query.agendaItems.findMany({ orderBy: { id: "asc" } });
  expect(await rows(one)).toEqual(await rows(other));
});
