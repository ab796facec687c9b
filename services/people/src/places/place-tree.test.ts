import { placesSaved } from "@linli/events";
import { assertNever, type PlaceKind, placeKinds, uuidv7 } from "@linli/kernel";
import { pathsOf, placeProjection, type PlaceRow, savePlaces } from "@linli/places";
import { createServiceHarness } from "@linli/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { as, createHarness, noon, place, service } from "../../test/harness.ts";
import { createPlace, layOutPlaces, movePlace, renamePlace, retirePlace } from "./place.actions.ts";
import { mayLieIn, parentKinds } from "./place.rules.ts";

type Harness = Awaited<ReturnType<typeof createHarness>>;

const tree = (paths: Map<string, string[]>) =>
  new Map([...paths].map(([id, path]) => [id, path.toSorted()] as const));
const everywhere = async (h: Pick<Harness, "db">) => tree(await pathsOf(h.db, Object.values(place)));
const path = (...ids: string[]) => ids.toSorted();
const announced = async (h: Harness) =>
  (await h.db.query.outbox.findMany({ orderBy: { sequence: "asc" } })).filter(
    ({ name }) => name === placesSaved.name,
  );
/** The same service without a place, to which a test hands the announcements. */
const createListener = () =>
  createServiceHarness({ ...service, name: "people_listener", projections: [placeProjection] });

test("laying out places announces them in order, and who did it", async () => {
  const h = await createHarness();
  const person = uuidv7();
  const added = [
    { id: uuidv7(), kind: "QUARTER", name: "金石小区", parentId: place.community },
    { id: uuidv7(), kind: "BUILDING", name: "1幢", parentId: place.otherQuarter },
  ] as const;
  await layOutPlaces({ ...h.context, viewer: as(person), requestId: "request-1" }, added);
  const [first, second] = await announced(h);
  expect((first!.payload as { places: PlaceRow[] }).places.map(({ id }) => id)).toEqual(Object.values(place));
  expect(second).toMatchObject({
    payload: { places: added.map((row) => ({ ...row, retiredOn: null })) },
    actor: person,
    requestId: "request-1",
    at: noon,
  });
});

test("places that cannot all be laid out are not laid out at all, and not announced", async () => {
  const h = await createHarness();
  const orphan = { id: uuidv7(), kind: "BUILDING", name: "9幢", parentId: uuidv7() } as const;
  const good = { id: uuidv7(), kind: "BUILDING", name: "8幢", parentId: place.quarter } as const;
  await expect(layOutPlaces(h.context, [good, orphan])).rejects.toThrow();
  expect(await h.db.query.places.findFirst({ where: { id: good.id } })).toBeUndefined();
  expect(await announced(h)).toHaveLength(1);
});

test("a place is within itself and all places above it; it moves with all below it, and back", async () => {
  const h = await createHarness();
  const { prefecture, county, community, quarter, building, otherQuarter } = place;
  const before = await everywhere(h);
  expect(before).toEqual(
    new Map([
      [prefecture, [prefecture]],
      [county, path(county, prefecture)],
      [community, path(community, county, prefecture)],
      [quarter, path(quarter, community, county, prefecture)],
      [building, path(building, quarter, community, county, prefecture)],
      [otherQuarter, path(otherQuarter, community, county, prefecture)],
    ]),
  );

  const elsewhere = {
    id: uuidv7(),
    kind: "COMMUNITY",
    name: "东风社区",
    parentId: county,
    retiredOn: null,
  } as const;
  const moving = {
    id: quarter,
    kind: "QUARTER",
    name: "盛世盘龙小区",
    parentId: community,
    retiredOn: null,
  } as const;
  await savePlaces(h.db, [elsewhere, { ...moving, parentId: elsewhere.id }]);
  expect(await everywhere(h)).toEqual(
    new Map([
      ...before,
      [quarter, path(quarter, elsewhere.id, county, prefecture)],
      [building, path(building, quarter, elsewhere.id, county, prefecture)],
    ]),
  );
  await savePlaces(h.db, [moving]);
  expect(await everywhere(h)).toEqual(before);
});

test("thousands of places are laid out in a few statements, announced in a few events", async () => {
  const h = await createHarness();
  const added = Array.from({ length: 2_400 }, (_, index) => ({
    id: uuidv7(),
    kind: "BUILDING" as const,
    name: `${index + 1}号楼`,
    parentId: place.otherQuarter,
  }));
  h.queries.length = 0;
  await layOutPlaces(h.context, added);
  expect(h.queries.length).toBeLessThan(20);
  expect(await announced(h)).toHaveLength(1 + 5);
  expect(tree(await pathsOf(h.db, [added[2_399]!.id])).get(added[2_399]!.id)).toEqual(
    path(added[2_399]!.id, place.otherQuarter, place.community, place.county, place.prefecture),
  );
});

/** What somebody wants of the tree; places are picked by number among those that are there. */
const wish = fc.oneof(
  fc.record({ do: fc.constant("create" as const), kind: fc.constantFrom(...placeKinds), under: fc.nat() }),
  fc.record({ do: fc.constant("move" as const), what: fc.nat(), under: fc.nat() }),
  fc.record({ do: fc.constant("retire" as const), what: fc.nat() }),
  fc.record({ do: fc.constant("rename" as const), what: fc.nat(), name: fc.constantFrom("甲", "乙", "丙") }),
);

test("whatever is wished, alone or at once: one top, no cycle, kinds in order, paths as the parents say; a listener has the same tree", async () => {
  const h = await createHarness();
  const listener = await createListener();
  const admin = {
    ...as(uuidv7()),
    grants: [{ role: "PLATFORM_ADMIN" as const, place: null, organization: null }],
  };
  const context = { ...h.context, viewer: admin };
  const rows = (db: Harness["db"]) => db.query.places.findMany({ orderBy: { id: "asc" } });
  let heard = 0;
  let named = 0;

  await fc.assert(
    fc.asyncProperty(
      fc.array(wish, { minLength: 1, maxLength: 10 }),
      fc.boolean(),
      async (wishes, atOnce) => {
        const known = await rows(h.db);
        const pick = (index: number) => known[index % known.length]!.id;
        const grant = (wanted: (typeof wishes)[number]) => {
          switch (wanted.do) {
            case "create":
              named += 1;
              return createPlace(context, {
                kind: wanted.kind,
                name: `新${named}`,
                parentId: pick(wanted.under),
                idempotencyKey: uuidv7(),
              });
            case "move":
              return movePlace(context, pick(wanted.what), pick(wanted.under));
            case "retire":
              return retirePlace(context, pick(wanted.what));
            case "rename":
              return renamePlace(context, pick(wanted.what), wanted.name);
            default:
              return assertNever(wanted);
          }
        };
        if (atOnce) await Promise.all(wishes.map(grant));
        else for (const wanted of wishes) await grant(wanted);

        const now = await rows(h.db);
        const byId = new Map(now.map((row) => [row.id, row]));
        expect(now.filter(({ parentId }) => parentId === null)).toHaveLength(1);
        const paths = tree(await pathsOf(h.db, [...byId.keys()]));
        for (const row of now) {
          const parent = row.parentId === null ? undefined : byId.get(row.parentId)!;
          expect(paths.get(row.id)).toEqual(path(row.id, ...(parent ? paths.get(parent.id)! : [])));
          if (!parent) continue;
          expect(mayLieIn(row.kind, parent.kind)).toBe(true);
          expect(row.retiredOn === null && parent.retiredOn !== null).toBe(false);
        }

        const events = await announced(h);
        for (const event of events.slice(heard)) await listener.deliver(event);
        heard = events.length;
        expect(await rows(listener.db)).toEqual(now);
        expect(tree(await pathsOf(listener.db, [...byId.keys()]))).toEqual(paths);
      },
    ),
    { numRuns: 12, endOnFailure: true },
  );
  // The wishes were not all refused.
  expect(heard).toBeGreaterThan(8);
});

test("a service that hears an announcement twice has the same tree, and its effect once", async () => {
  const h = await createHarness();
  const listener = await createListener();
  const [event] = await announced(h);
  for (let time = 0; time < 2; time++) await listener.deliver(event!);
  expect(await everywhere(listener)).toEqual(await everywhere(h));
  expect(await listener.db.query.inbox.findMany()).toHaveLength(1);
});

test("kinds go down strictly, and each kind but the top has somewhere to lie", () => {
  const depth = (kind: PlaceKind) => placeKinds.indexOf(kind);
  for (const kind of placeKinds) {
    expect(parentKinds[kind].length === 0).toBe(kind === "PREFECTURE");
    for (const parent of placeKinds)
      expect(mayLieIn(kind, parent) && depth(parent) >= depth(kind)).toBe(false);
  }
});
