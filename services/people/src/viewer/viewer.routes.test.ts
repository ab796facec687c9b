import { uuidv7 } from "@linli/kernel";
import { createPassportKeys, passportIssuer } from "@linli/passport";
import { expect, test } from "vitest";
import { addHome, as, createHarness, noon, organization, person, place, post } from "../../test/harness.ts";
import { accounts, grants, memberships, persons } from "../db/tables.ts";

type Harness = Awaited<ReturnType<typeof createHarness>>;

const knock = (h: Harness, passport: string | null, payload: string | object) =>
  h.app.inject({
    method: "POST",
    url: "/viewer",
    headers: { "content-type": "application/json", ...(passport !== null && { "linli-passport": passport }) },
    payload,
  });
const viewerOf = async (h: Harness, subject: string, issuer = "demo") =>
  (await knock(h, h.passport("gateway"), { issuer, subject })).json().viewer;

test("only the gateway may ask who somebody is", async () => {
  const h = await createHarness();
  const stale = h.passport("gateway");
  h.clock.at = new Date(+noon + 60_000);
  const foreign = passportIssuer((await createPassportKeys()).private);
  const passports = {
    "the gateway's": h.passport("gateway"),
    none: null,
    garbled: "garbled",
    "a person's": h.passport(as(person.resident)),
    "a visitor's": h.passport(null),
    "an expired one": stale,
    "one signed by another key": foreign("gateway", h.clock.at),
  };
  h.queries.length = 0;
  const answers = await Promise.all(
    Object.entries(passports).map(async ([whose, passport]) => {
      const answer = await knock(h, passport, { issuer: "demo", subject: person.resident });
      return [whose, answer.statusCode, "viewer" in answer.json()];
    }),
  );
  expect(answers).toEqual(
    Object.keys(passports).map((whose) =>
      whose === "the gateway's" ? [whose, 200, true] : [whose, 403, false],
    ),
  );
  expect(h.queries).toHaveLength(2);
});

test("the gateway is told when its question is none", async () => {
  const h = await createHarness();
  const gateway = h.passport("gateway");
  const bodies = [
    "{}",
    "[]",
    '"subject"',
    "not json",
    '{"issuer":"demo"}',
    '{"issuer":"demo","subject":""}',
    '{"issuer":"","subject":"x"}',
    '{"issuer":7,"subject":"x"}',
    '{"issuer":"demo","subject":"a\\u0000b"}',
    JSON.stringify({ issuer: "demo", subject: "x".repeat(256) }),
  ];
  const answers = await Promise.all(
    bodies.map(async (body) => [body, (await knock(h, gateway, body)).statusCode]),
  );
  expect(answers).toEqual(bodies.map((body) => [body, 400]));
  expect(h.queries).toEqual([]);
});

test("nobody is known by a subject that is not there, or by another issuer", async () => {
  const h = await createHarness();
  expect(await viewerOf(h, uuidv7())).toBeNull();
  expect(await viewerOf(h, person.resident, "another")).toBeNull();
});

test("a resident lives in every place from the building up to the prefecture", async () => {
  const h = await createHarness();
  await addHome(h, { personId: person.resident });
  const viewer = await viewerOf(h, person.resident);
  expect(viewer).toEqual({
    person: person.resident,
    age: 33,
    residences: [{ place: place.building, tenure: "OWNER", within: expect.any(Array) }],
    grants: [],
  });
  expect(viewer.residences[0].within.toSorted()).toEqual(
    [place.building, place.quarter, place.community, place.county, place.prefecture].toSorted(),
  );
});

test("one turns a year older at midnight in Shanghai; without a birth date there is no age", async () => {
  const h = await createHarness();
  h.clock.at = new Date("2026-11-23T15:59:59Z");
  expect(await viewerOf(h, person.resident)).toMatchObject({ age: 33 });
  h.clock.at = new Date("2026-11-23T16:00:00Z");
  expect(await viewerOf(h, person.resident)).toMatchObject({ age: 34 });
  expect(await viewerOf(h, person.stranger)).toMatchObject({ age: null });
});

test("a home counts while somebody lives there, as long as a verification holds: three years (`verificationMonths`)", async () => {
  const h = await createHarness();
  const cases = {
    "was never verified": [{ verifiedAt: null }, 0],
    "is verified only later": [{ verifiedAt: new Date(+noon + 1) }, 0],
    "was verified this moment": [{ verifiedAt: noon }, 1],
    "ended today": [{ endsOn: "2026-11-23" }, 0],
    "ends tomorrow": [{ endsOn: "2026-11-24" }, 1],
    "begins tomorrow": [{ startsOn: "2026-11-24" }, 0],
    "begins today": [{ startsOn: "2026-11-23" }, 1],
    "was verified three years and a day ago": [{ verifiedAt: new Date("2023-11-22T04:00:00Z") }, 0],
    "was verified three years less a day ago": [{ verifiedAt: new Date("2023-11-24T04:00:00Z") }, 1],
  } as const;
  for (const [what, [change, count]] of Object.entries(cases)) {
    const id = uuidv7();
    await h.db.insert(persons).values({ id, name: what });
    await h.db.insert(accounts).values({ issuer: "demo", subject: id, personId: id });
    await addHome(h, { personId: id, tenure: "TENANT", ...change });
    expect.soft((await viewerOf(h, id)).residences, what).toHaveLength(count);
  }
});

test("a community worker has the right in the community, as long as the post is held", async () => {
  const h = await createHarness();
  expect((await viewerOf(h, person.worker)).grants).toEqual([
    { role: "COMMUNITY_WORKER", place: place.community, organization: organization.committee },
  ]);
  await h.db.update(memberships).set({ endsOn: "2026-11-23" });
  expect((await viewerOf(h, person.worker)).grants).toEqual([]);
  h.clock.at = new Date("2026-11-22T15:59:59Z");
  expect((await viewerOf(h, person.worker)).grants).toHaveLength(1);
});

test("grants of posts and grants given come together; those not in force do not come", async () => {
  const h = await createHarness();
  const given = { personId: person.worker, source: "MANUAL" as const, from: new Date("2026-01-01") };
  await h.db.insert(memberships).values([
    { id: uuidv7(), postId: post.chair, personId: person.worker, startsOn: "2026-11-24" },
    {
      id: uuidv7(),
      postId: post.chair,
      personId: person.resident,
      startsOn: "2026-11-23",
      endsOn: "2026-11-24",
    },
  ]);
  await h.db.insert(grants).values([
    { ...given, id: uuidv7(), role: "ANALYST", placeId: place.prefecture },
    { ...given, id: uuidv7(), role: "PLATFORM_ADMIN" },
    { ...given, id: uuidv7(), role: "AUDITOR", until: noon },
    { ...given, id: uuidv7(), role: "LEAGUE_REVIEWER", from: new Date(+noon + 1) },
  ]);
  const viewer = await viewerOf(h, person.worker);
  expect(viewer.grants).toHaveLength(3);
  expect(viewer.grants).toEqual(
    expect.arrayContaining([
      { role: "COMMUNITY_WORKER", place: place.community, organization: organization.committee },
      { role: "ANALYST", place: place.prefecture, organization: null },
      { role: "PLATFORM_ADMIN", place: null, organization: null },
    ]),
  );
  expect((await viewerOf(h, person.resident)).grants).toEqual([
    { role: "CHAIR", place: place.quarter, organization: organization.alliance },
  ]);
});
