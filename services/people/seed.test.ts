import {
  demoIssuer,
  memberships,
  people as demoPeople,
  person,
  persona,
  type PersonaName,
  place,
  places as demoPlaces,
} from "@linli/demo-world";
import { placesSaved } from "@linli/events";
import { createServiceHarness } from "@linli/testing";
import { afterAll, expect, test } from "vitest";
import { seed as seedWith } from "./seed.ts";
import { persons } from "./src/db/tables.ts";
import { viewerOf } from "./src/viewer/viewer.actions.ts";
import { startDemoWorld } from "./test/demo-world.ts";
import { own, service } from "./test/harness.ts";

const seed = seedWith(own);
const noon = new Date("2026-11-23T04:00:00Z");
const h = await startDemoWorld(noon);
afterAll(() => h.stop());

test("the demo world is laid out once, and its places are announced", async () => {
  expect(h.counts).toMatchObject({
    地点: demoPlaces.length,
    人员: demoPeople.length,
    账号: demoPeople.length,
    任职: memberships.length,
    试点: 3,
  });
  expect(await seed(h.context)).toBeNull();
  const announced = await h.db.query.outbox.findMany({
    where: { name: placesSaved.name },
    orderBy: { sequence: "asc" },
  });
  expect(announced.flatMap(({ payload }) => (payload as { places: object[] }).places)).toEqual(
    demoPlaces.map(({ id, kind, name, parentId }) => ({ id, kind, name, parentId, retiredOn: null })),
  );
});

test("each persona is who its name says", async () => {
  const viewer = (name: PersonaName) =>
    viewerOf(h.context, { issuer: demoIssuer, subject: persona(name)!.personId });
  const rights = async (name: PersonaName) =>
    (await viewer(name))!.grants.map((grant) => [grant.role, grant.place]);
  const at = (key: string) => place(key).id;

  expect(await viewer("resident")).toMatchObject({
    person: person("resident").id,
    age: person("resident").age,
    residences: [
      { tenure: "OWNER", within: expect.arrayContaining([at("panlong"), at("wenshan-prefecture")]) },
    ],
    grants: [],
  });
  expect((await viewer("resident-elsewhere"))!.residences).toMatchObject([
    { within: expect.arrayContaining([at("libuga")]) },
  ]);
  for (const name of ["unverified", "merchant-owner", "merchant-staff", "other-merchant-staff"] as const) {
    expect(await viewer(name)).toMatchObject({ residences: [], grants: [] });
  }
  expect(await rights("worker")).toEqual([["COMMUNITY_WORKER", at("gaodeng")]]);
  expect(await rights("worker-elsewhere")).toEqual([["COMMUNITY_WORKER", at("libuga")]]);
  expect(await rights("chair")).toContainEqual(["CHAIR", at("panlong")]);
  expect(await rights("analyst")).toEqual([["ANALYST", at("wenshan-prefecture")]]);
  expect(await rights("admin")).toEqual([["PLATFORM_ADMIN", null]]);
  expect(await rights("auditor")).toEqual([["AUDITOR", null]]);
});

test("a seed that fails leaves nothing behind, no event either", async () => {
  const { db } = await createServiceHarness(service, { now: () => noon });
  const last = demoPeople.at(-1)!;
  await db.insert(persons).values({ id: last.id, name: last.name });
  await expect(seed({ db, now: () => noon, viewer: null, requestId: null })).rejects.toThrow();
  expect(await db.query.places.findMany()).toEqual([]);
  expect(await db.query.outbox.findMany()).toEqual([]);
});
