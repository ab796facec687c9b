import { placeSaved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { pathsOf, placeProjection, type PlaceRow, savePlace } from "@linli/places";
import { createServiceHarness } from "@linli/testing";
import { expect, test } from "vitest";
import { createHarness, noon, place, service } from "../../test/harness.ts";
import { layOutPlaces } from "./place.actions.ts";

const everywhere = (h: { db: Parameters<typeof pathsOf>[0] }) => pathsOf(h.db, Object.values(place));
const tree = (paths: Map<string, string[]>) =>
  new Map([...paths].map(([id, path]) => [id, path.toSorted()] as const));
const path = (...ids: string[]) => ids.toSorted();

test("laying out places announces them in order, and who did it", async () => {
  const h = await createHarness();
  const person = uuidv7();
  const viewer = { person, age: null, residences: [], grants: [] };
  const added: PlaceRow[] = [
    { id: uuidv7(), kind: "QUARTER", name: "金石小区", parentId: place.community },
    { id: uuidv7(), kind: "BUILDING", name: "1幢", parentId: place.otherQuarter },
  ];
  await layOutPlaces({ ...h.context, viewer, requestId: "request-1" }, added);
  const events = await h.db.query.outbox.findMany({ orderBy: { sequence: "asc" } });
  expect(events.map(({ payload }) => (payload as PlaceRow).id).slice(0, 6)).toEqual(Object.values(place));
  expect(events.slice(6)).toMatchObject(
    added.map((payload) => ({
      name: placeSaved.name,
      payload,
      actor: person,
      requestId: "request-1",
      at: noon,
    })),
  );
});

test("places that cannot all be laid out are not laid out at all, and not announced", async () => {
  const h = await createHarness();
  const before = await h.db.query.outbox.findMany();
  const orphan: PlaceRow = { id: uuidv7(), kind: "BUILDING", name: "9幢", parentId: uuidv7() };
  const good: PlaceRow = { id: uuidv7(), kind: "BUILDING", name: "8幢", parentId: place.quarter };
  await expect(layOutPlaces(h.context, [good, orphan])).rejects.toThrow();
  expect(await h.db.query.places.findFirst({ where: { id: good.id } })).toBeUndefined();
  expect(await h.db.query.outbox.findMany()).toEqual(before);
});

test("a place is within itself and all places above it", async () => {
  const h = await createHarness();
  const { prefecture, county, community, quarter, building, otherQuarter } = place;
  expect(tree(await everywhere(h))).toEqual(
    new Map([
      [prefecture, [prefecture]],
      [county, path(county, prefecture)],
      [community, path(community, county, prefecture)],
      [quarter, path(quarter, community, county, prefecture)],
      [building, path(building, quarter, community, county, prefecture)],
      [otherQuarter, path(otherQuarter, community, county, prefecture)],
    ]),
  );
});

test("a place moves with all below it, and back", async () => {
  const h = await createHarness();
  const { prefecture, county, community, quarter, building, otherQuarter } = place;
  const before = tree(await everywhere(h));
  const elsewhere: PlaceRow = { id: uuidv7(), kind: "COMMUNITY", name: "东风社区", parentId: county };
  const moving: PlaceRow = { id: quarter, kind: "QUARTER", name: "盛世盘龙小区", parentId: community };
  await savePlace(h.db, elsewhere);
  await savePlace(h.db, { ...moving, parentId: elsewhere.id });
  expect(tree(await everywhere(h))).toEqual(
    new Map([
      ...before,
      [quarter, path(quarter, elsewhere.id, county, prefecture)],
      [building, path(building, quarter, elsewhere.id, county, prefecture)],
    ]),
  );
  expect(tree(await everywhere(h)).get(otherQuarter)).toEqual(before.get(otherQuarter));
  await savePlace(h.db, moving);
  expect(tree(await everywhere(h))).toEqual(before);
});

test("a place that moves up to the prefecture leaves what was between", async () => {
  const h = await createHarness();
  await savePlace(h.db, {
    id: place.community,
    kind: "COMMUNITY",
    name: "高登社区",
    parentId: place.prefecture,
  });
  expect(tree(await everywhere(h)).get(place.building)).toEqual(
    path(place.building, place.quarter, place.community, place.prefecture),
  );
});

test("a renamed place keeps its paths", async () => {
  const h = await createHarness();
  const before = tree(await everywhere(h));
  await savePlace(h.db, { id: place.quarter, kind: "QUARTER", name: "新名小区", parentId: place.community });
  expect(tree(await everywhere(h))).toEqual(before);
  expect(await h.db.query.places.findFirst({ where: { id: place.quarter } })).toMatchObject({
    name: "新名小区",
  });
});

test("a service that hears the announcements comes to the same tree", async () => {
  const source = await createHarness();
  const events = await source.db.query.outbox.findMany({ orderBy: { sequence: "asc" } });
  const listener = await createServiceHarness({
    ...service,
    name: "people_listener",
    projections: [placeProjection],
  });
  for (const event of events) await listener.deliver(event);
  for (const event of events) await listener.deliver(event);
  expect(tree(await everywhere(listener))).toEqual(tree(await everywhere(source)));
  expect(await listener.db.query.inbox.findMany()).toHaveLength(events.length);
});
