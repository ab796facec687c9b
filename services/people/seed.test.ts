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
import { expect, test } from "vitest";
import { seed as seedWith } from "./seed.ts";
import { consentsFrom } from "./src/consents/consent.rules.ts";
import { persons } from "./src/db/tables.ts";
import { standingOf } from "./src/verifications/verification.rules.ts";
import { viewerOf } from "./src/viewer/viewer.actions.ts";
import { own, service } from "./test/harness.ts";

const seed = seedWith(own);
const noon = new Date("2026-11-23T04:00:00Z");

async function harness(now: Date = noon) {
  const h = await createServiceHarness(service, { now: () => now });
  const context = { db: h.db, now: () => now, viewer: null, requestId: null, ...own };
  return { ...h, context, counts: await seed(context) };
}

test("the demo world is laid out once, and its places are announced", async () => {
  const h = await harness();
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
  const h = await harness();
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

test("a home whose verification ran out, and a child whose consent a guardian withdrew, are there to be seen", async () => {
  const h = await harness();
  const homes = await h.db.query.residences.findMany({
    where: { personId: person("resident-elsewhere").id },
    with: { verifications: true },
  });
  const standings = homes.map(({ verifications }) => standingOf(verifications, noon));
  expect(standings.toSorted()).toEqual(["EXPIRED", "VERIFIED"]);

  const steps = await h.db.query.consents.findMany({
    where: { purpose: "MINOR_CARE" },
    orderBy: { ordinal: "asc" },
  });
  const withdrawn = steps.filter(({ given }) => !given);
  expect(withdrawn).toHaveLength(1);
  const { personId } = withdrawn[0]!;
  const ofChild = steps.filter((step) => step.personId === personId);
  expect(consentsFrom(personId, ofChild, false)).toContainEqual(
    expect.objectContaining({ purpose: "MINOR_CARE", given: false }),
  );
});

test.each(["2027-03-31", "2028-02-29", "2026-12-31"])("it can be laid out on %s", async (date) => {
  const h = await harness(new Date(`${date}T23:30:00+08:00`));
  expect(h.counts).not.toBeNull();
  const chair = await viewerOf(h.context, { issuer: demoIssuer, subject: persona("chair")!.personId });
  expect(chair!.grants).toContainEqual(expect.objectContaining({ role: "CHAIR" }));
});

test("a seed that fails leaves nothing behind, no event either", async () => {
  const h = await createServiceHarness(service, { now: () => noon });
  const last = demoPeople.at(-1)!;
  await h.db.insert(persons).values({ id: last.id, name: last.name });
  await expect(seed({ db: h.db, now: () => noon, viewer: null, requestId: null })).rejects.toThrow();
  expect(await h.db.query.places.findMany()).toEqual([]);
  expect(await h.db.query.outbox.findMany()).toEqual([]);
});
