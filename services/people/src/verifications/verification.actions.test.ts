import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { addHome, as, createHarness, noon, own, person, place } from "../../test/harness.ts";
import { persons, verifications } from "../db/tables.ts";
import { findVerifiedHomes } from "../residences/residence.store.ts";
import { viewerOf } from "../viewer/viewer.actions.ts";

type Harness = Awaited<ReturnType<typeof createHarness>>;

const worker = (id: string, at: string = place.community): Viewer => ({
  ...as(id),
  grants: [{ role: "COMMUNITY_WORKER", place: at, organization: null }],
});
const resident = as(person.resident);
const first = worker(person.worker);
const second = worker(person.stranger);

const report = `mutation ($room: String!, $key: String!, $building: ID!, $since: Date!) {
  answer: reportResidence(buildingId: $building, room: $room, tenure: OWNER, since: $since, idempotencyKey: $key) {
    __typename ... on Residence { id standing } ... on UserError { code } } }`;
const decide = (how: string) => `mutation ($id: ID!) { answer: ${how} {
  __typename ... on Residence { standing verifiedAt verifiedUntil } ... on UserError { code } } }`;
const verify = decide("verifyResidence(id: $id)");
const refuse = decide('refuseResidence(id: $id, reason: "材料不全")');

async function answer(h: Harness, document: string, variables: object, viewer: Viewer | null) {
  const { data, errors } = await h.execute(document, variables, viewer);
  if (errors) throw new Error(errors[0]!.message);
  return data.answer;
}
const home = (key: string) => ({ building: place.building, room: "1602", key, since: "2020-05-01" });
const reported = async (h: Harness, viewer = resident): Promise<string> =>
  (await answer(h, report, home(uuidv7()), viewer)).id;
const steps = async (h: Harness) =>
  (await h.db.query.outbox.findMany({ orderBy: { sequence: "asc" } }))
    .filter(({ payload }) => (payload as { entity?: string }).entity === "RESIDENCY_VERIFICATION")
    .map(({ payload, actor, role, scope }) => {
      const { from, to } = payload as { from: string | null; to: string };
      return { from, to, actor, role, scope };
    });

test("a worker of the place verifies a reported home: it counts for three years, and the step is an event", async () => {
  const h = await createHarness();
  const id = await reported(h);
  const homes = () => viewerOf(h.context, { issuer: "demo", subject: person.resident });
  expect((await homes())!.residences).toEqual([]);
  const until = new Date("2029-11-22T16:00:00Z");
  expect(await answer(h, verify, { id }, first)).toEqual({
    __typename: "Residence",
    standing: "VERIFIED",
    verifiedAt: noon.toISOString(),
    verifiedUntil: until.toISOString(),
  });
  expect(await answer(h, verify, { id }, first)).toMatchObject({ code: "NOTHING_TO_VERIFY" });
  expect(await steps(h)).toEqual([
    { from: null, to: "REPORTED", actor: person.resident, role: "RESIDENT", scope: null },
    {
      from: "REPORTED",
      to: "VERIFIED",
      actor: person.worker,
      role: "COMMUNITY_WORKER",
      scope: place.community,
    },
  ]);

  h.clock.at = new Date(+until - 1);
  expect((await homes())!.residences).toMatchObject([{ place: place.building, tenure: "OWNER" }]);
  h.clock.at = until;
  expect((await homes())!.residences).toEqual([]);
});

test("only a worker in whose scope it lies decides, never over their own home, and over none that is not there", async () => {
  const h = await createHarness();
  const id = await reported(h);
  const workers = await reported(h, first);
  const others = [resident, worker(person.stranger, place.otherQuarter), as(person.stranger)];
  for (const document of [verify, refuse]) {
    expect(await answer(h, document, { id }, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
    for (const viewer of others)
      expect(await answer(h, document, { id }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
    for (const nothing of [uuidv7(), "not-a-uuid", ""])
      expect(await answer(h, document, { id: nothing }, first)).toMatchObject({ code: "NOT_FOUND" });
    expect(await answer(h, document, { id: workers }, first)).toMatchObject({ code: "OWN_HOME" });
  }
  expect((await steps(h)).every(({ to }) => to === "REPORTED")).toBe(true);
});

test("a refusal gives its reason to the person, not to the log, and the home may be put forward again", async () => {
  const h = await createHarness();
  const id = await reported(h);
  const why = `mutation ($id: ID!, $reason: String!) { answer: refuseResidence(id: $id, reason: $reason) { __typename ... on UserError { code } } }`;
  for (const reason of ["", "  ", "因".repeat(501), "\u0000"])
    expect(await answer(h, why, { id, reason }, first)).toMatchObject({ code: "INVALID_INPUT" });
  expect(await answer(h, why, { id, reason: " 材料不全 " }, first)).toEqual({ __typename: "Residence" });
  const mine = `query ($id: ID!) { residence(id: $id) { standing verifications { nodes { state reason } } } }`;
  expect((await h.execute(mine, { id }, resident)).data.residence).toEqual({
    standing: "REFUSED",
    verifications: { nodes: [{ state: "REFUSED", reason: "材料不全" }] },
  });
  expect(JSON.stringify(await h.db.query.outbox.findMany())).not.toContain("材料不全");

  h.clock.at = new Date(+noon + 1000);
  const again = `mutation ($id: ID!, $key: String!) { answer: requestVerification(residenceId: $id, idempotencyKey: $key) {
    __typename ... on Residence { standing } ... on UserError { code } } }`;
  for (const viewer of [first, null])
    expect(await answer(h, again, { id, key: uuidv7() }, viewer)).toMatchObject({
      code: viewer ? "NOT_FOUND" : "NOT_SIGNED_IN",
    });
  const key = uuidv7();
  for (const _twice of [1, 2])
    expect(await answer(h, again, { id, key }, resident)).toEqual({
      __typename: "Residence",
      standing: "REPORTED",
    });
  expect(await answer(h, again, { id, key: uuidv7() }, resident)).toMatchObject({
    code: "VERIFICATION_UNDER_WAY",
  });
  expect(await answer(h, verify, { id }, first)).toMatchObject({ standing: "VERIFIED" });
});

test("what holds is renewed from the notice on, without a gap", async () => {
  const h = await createHarness();
  const verifiedAt = new Date("2024-01-31T04:00:00Z");
  const id = await addHome(h, { personId: person.resident, verifiedAt });
  const until = new Date("2027-01-30T16:00:00Z");
  const again = `mutation ($id: ID!, $key: String!) { answer: requestVerification(residenceId: $id, idempotencyKey: $key) {
    __typename ... on StillVerified { until } } }`;
  h.clock.at = new Date(+until - own.policies.renewalNoticeDays * 86_400_000 - 1);
  expect(await answer(h, again, { id, key: uuidv7() }, resident)).toEqual({
    __typename: "StillVerified",
    until: until.toISOString(),
  });
  h.clock.at = new Date(+h.clock.at + 1);
  expect(await answer(h, again, { id, key: uuidv7() }, resident)).toEqual({ __typename: "Residence" });
  // It holds while the renewal waits, and when that is done.
  expect(await answer(h, verify, { id }, first)).toMatchObject({ standing: "VERIFIED" });
  const [, renewal] = await h.db.query.verifications.findMany({ orderBy: { reportedAt: "asc" } });
  expect(renewal).toMatchObject({ from: until, until: new Date("2030-01-30T16:00:00Z") });
  expect(await findVerifiedHomes(h.db, person.resident, "2027-01-31")).toMatchObject([
    { placeId: place.building, tenure: "OWNER", within: expect.arrayContaining([place.prefecture]) },
  ]);
});

test("homes count on the days on which a verification holds, and while somebody lives there", async () => {
  const h = await createHarness();
  await addHome(h, {
    personId: person.resident,
    endsOn: "2026-03-01",
    verifiedAt: new Date("2025-01-01T10:00:00Z"),
  });
  await addHome(h, { personId: person.resident, room: "2", verifiedAt: new Date("2022-01-01T10:00:00Z") });
  const count = async (date: string) => (await findVerifiedHomes(h.db, person.resident, date)).length;
  const days = ["2021-12-31", "2022-01-01", "2024-12-31", "2025-01-01", "2026-02-28", "2026-03-01"];
  expect(await Promise.all(days.map(count))).toEqual([0, 1, 1, 1, 1, 0]);
});

/** So many people whose home behind one door is verified. */
async function fill(h: Harness, people: number) {
  for (let index = 0; index < people; index++) {
    const personId = uuidv7();
    await h.db.insert(persons).values({ id: personId, name: "住户" });
    await addHome(h, { personId });
  }
}

test("a full household needs a second person, and never the first one again", async () => {
  const h = await createHarness();
  await fill(h, own.policies.peoplePerHousehold);
  const id = await reported(h);
  expect(await answer(h, verify, { id }, first)).toMatchObject({
    standing: "NEEDS_REVIEW",
    verifiedUntil: null,
  });
  for (const document of [verify, refuse])
    expect(await answer(h, document, { id }, first)).toMatchObject({ code: "SECOND_PERSON_NEEDED" });
  expect(await answer(h, verify, { id }, second)).toMatchObject({ standing: "VERIFIED" });
  expect((await steps(h)).map(({ from, to, actor }) => [from, to, actor])).toEqual([
    [null, "REPORTED", person.resident],
    ["REPORTED", "NEEDS_REVIEW", person.worker],
    ["NEEDS_REVIEW", "VERIFIED", person.stranger],
  ]);
});

test("of two at once at a household's last free place one passes and one waits for a review", async () => {
  const h = await createHarness();
  await fill(h, own.policies.peoplePerHousehold - 1);
  const neighbour = uuidv7();
  await h.db.insert(persons).values({ id: neighbour, name: "邻居" });
  const ids = [await reported(h), await reported(h, as(neighbour))];
  const answers = await Promise.all(ids.map((id) => answer(h, verify, { id }, first)));
  const standings = answers.map(({ standing }): string => standing);
  expect(standings.toSorted()).toEqual(["NEEDS_REVIEW", "VERIFIED"]);
});

test("of two who decide one home at once one is told that nothing waits any more", async () => {
  const h = await createHarness();
  const id = await reported(h);
  const answers = await Promise.all([
    answer(h, verify, { id }, first),
    answer(h, refuse, { id }, second),
    answer(h, verify, { id }, second),
  ]);
  expect(answers.filter(({ code }) => code === "NOTHING_TO_VERIFY")).toHaveLength(2);
});

test("the database refuses verifications that must never be", async () => {
  const h = await createHarness();
  const residenceId = await addHome(h, { personId: person.resident, verifiedAt: null });
  const open = {
    residenceId,
    personId: person.resident,
    state: "REPORTED" as const,
    reportedAt: noon,
  };
  const decided = { ...open, method: "WORKER" as const, decidedAt: noon, decidedBy: person.worker };
  const until = new Date("2027-01-01");
  const holds = { ...decided, state: "VERIFIED" as const, from: noon, until };
  const bad: [constraint: string, ...rows: Partial<typeof verifications.$inferInsert>[]][] = [
    ["one_open_verification", open, open],
    [
      "one_verification_at_a_time",
      holds,
      { ...holds, from: new Date(+until - 1), until: new Date(+until + 1) },
    ],
    ["only_what_is_verified_holds", { ...decided, state: "VERIFIED" }],
    ["only_what_is_verified_holds", { ...open, from: noon, until }],
    ["until_is_after_from", { ...holds, until: noon }],
    ["a_refusal_has_a_reason", { ...decided, state: "REFUSED" }],
    ["what_is_decided_has_its_time", { ...holds, decidedAt: null }],
    ["what_is_decided_was_decided_somehow", { ...holds, method: null }],
    ["a_review_follows_a_check", { ...open, state: "NEEDS_REVIEW", method: "WORKER" }],
    ["nobody_verifies_themselves", { ...holds, decidedBy: person.resident }],
    ["nobody_verifies_themselves", { ...open, checkedBy: person.resident }],
    ["a_review_takes_a_second_person", { ...holds, checkedBy: person.worker, checkedAt: noon }],
    ["residency_verifications_p5jRXJR734g2_fkey", { ...open, personId: person.worker }],
  ];
  const answers: unknown[] = [];
  for (const [, ...rows] of bad) {
    const insert = h.db.transaction(async (tx) => {
      for (const row of rows)
        await tx.insert(verifications).values({ id: uuidv7(), ...row } as typeof verifications.$inferInsert);
    });
    answers.push(await insert.then(() => "accepted", constraintOf));
  }
  expect(answers).toEqual(bad.map(([constraint]) => constraint));
});
