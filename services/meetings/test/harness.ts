import { placesSaved } from "@linli/events";
import { type PlaceKind, type Role, uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { createServiceHarness } from "@linli/testing";
import { agendaItems, meetings, meetingSeries } from "../src/db/tables.ts";
import { meetings as service } from "../src/service.ts";

const ids = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, uuidv7()])) as Record<Name, string>;

/** The ids of a small world: a quarter in a community, and another community beside it. */
export const place = ids("prefecture", "county", "community", "quarter", "elsewhere");
export const series = uuidv7();
export const organization = uuidv7();

export const visitor = null;
/** Somebody with one grant, in a place or (null) everywhere. */
export const as = (role: Role, where: string | null): Viewer => ({
  person: uuidv7(),
  age: 30,
  residences: [],
  grants: [{ role, place: where, organization: null }],
});

/** The service over that small world, with a series of the quarter. */
export async function createHarness() {
  const h = await createServiceHarness(service);
  const announce = (id: string, kind: PlaceKind, name: string, parentId: string | null) =>
    h.deliver({
      name: placesSaved.name,
      payload: { places: [{ id, kind, name, parentId, retiredOn: null }] },
    });
  await announce(place.prefecture, "PREFECTURE", "文山州", null);
  await announce(place.county, "COUNTY", "文山市", place.prefecture);
  await announce(place.community, "COMMUNITY", "高登社区", place.county);
  await announce(place.quarter, "QUARTER", "盛世盘龙小区", place.community);
  await announce(place.elsewhere, "COMMUNITY", "里布嘎社区", place.county);
  const addSeries = async (values: Partial<typeof meetingSeries.$inferInsert> = {}) => {
    const [row] = await h.db
      .insert(meetingSeries)
      .values({
        id: uuidv7(),
        placeId: place.quarter,
        title: "联席会议",
        kind: "JOINT_MEETING",
        rrule: "FREQ=MONTHLY;BYDAY=2WE",
        organizationId: organization,
        ...values,
      })
      .returning();
    return row!;
  };
  await addSeries({ id: series });
  h.queries.length = 0;

  return {
    ...h,
    addSeries,
    /** Adds a meeting of an hour and a half. */
    async addMeeting({
      startsAt = new Date("2026-11-11T07:00:00Z"),
      ...values
    }: Partial<typeof meetings.$inferInsert> = {}) {
      const [row] = await h.db
        .insert(meetings)
        .values({
          id: uuidv7(),
          seriesId: series,
          placeId: place.quarter,
          title: "联席会议（2026年11月）",
          startsAt,
          endsAt: new Date(+startsAt + 5_400_000),
          ...values,
        })
        .returning();
      return row!;
    },
    async addItem(values: Partial<typeof agendaItems.$inferInsert> = {}) {
      const [row] = await h.db
        .insert(agendaItems)
        .values({ id: uuidv7(), seriesId: series, position: 1, title: "充电桩", reason: "不够用", ...values })
        .returning();
      return row!;
    },
  };
}
