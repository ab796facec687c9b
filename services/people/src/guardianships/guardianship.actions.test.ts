import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { addHome, as, createHarness, noon, person, place } from "../../test/harness.ts";
import { guardianships, persons } from "../db/tables.ts";

type Harness = Awaited<ReturnType<typeof createHarness>>;

const parent = as(person.resident);
const worker = (at: string | null, id: string = person.worker): Viewer => ({
  ...as(id),
  grants: [{ role: "COMMUNITY_WORKER", place: at, organization: null }],
});
const own = worker(place.community);
const ask = `mutation ($id: ID!, $key: String!) { answer: requestGuardianship(minorId: $id, kind: PARENT, idempotencyKey: $key) {
  __typename ... on Guardianship { id state } ... on UserError { code } } }`;
const step = (name: string) => `mutation ($id: ID!) { answer: ${name}(id: $id) {
  __typename ... on Guardianship { state from until } ... on UserError { code } } }`;
const [confirm, refuse, end] = ["confirmGuardianship", "refuseGuardianship", "endGuardianship"].map(step);
const consent = (how: string) => `mutation ($id: ID) { answer: ${how} {
  __typename ... on Consent { given needsRenewal } ... on UserError { code } } }`;
const give = consent("giveConsent(purpose: MINOR_CARE, version: 1, personId: $id)");
const withdraw = consent("withdrawConsent(purpose: MINOR_CARE, personId: $id)");

async function answer(h: Harness, document: string | undefined, variables: object, viewer: Viewer | null) {
  const { data, errors } = await h.execute(document!, variables, viewer);
  if (errors) throw new Error(errors[0]!.message);
  return data.answer;
}

/** A child of twelve, who turns 14 on 1 March 2028. */
async function createFamily() {
  const h = await createHarness();
  const child = uuidv7();
  await h.db.insert(persons).values({ id: child, name: "李小宝", birthDate: "2014-03-01" });
  await addHome(h, { personId: person.resident });
  const home = await addHome(h, { personId: child, tenure: "FAMILY" });
  const request = async () => (await answer(h, ask, { id: child, key: uuidv7() }, parent)).id as string;
  return { ...h, child, home, request };
}

test("a guardian asks, a worker of exactly that community confirms, and it holds until the minor comes of age", async () => {
  const h = await createFamily();
  const key = uuidv7();
  const first = await answer(h, ask, { id: h.child, key }, parent);
  expect(first).toMatchObject({ __typename: "Guardianship", state: "REQUESTED" });
  expect(await answer(h, ask, { id: h.child, key }, parent)).toEqual(first);
  expect(await answer(h, ask, { id: h.child, key: uuidv7() }, parent)).toMatchObject({
    code: "GUARDIANSHIP_KNOWN",
  });
  const { id } = first;
  // Minors' rights are not inherited: neither from above, nor from everywhere.
  for (const viewer of [worker(place.county), worker(null), worker(place.quarter), parent])
    for (const document of [confirm, refuse, end])
      expect(await answer(h, document, { id }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await answer(h, confirm, { id }, worker(place.community, person.resident))).toMatchObject({
    code: "OWN_GUARDIANSHIP",
  });
  expect(await answer(h, confirm, { id }, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const nothing of [uuidv7(), "not-a-uuid"])
    expect(await answer(h, confirm, { id: nothing }, own)).toMatchObject({ code: "NOT_FOUND" });

  expect(await answer(h, end, { id }, own)).toMatchObject({ code: "WRONG_GUARDIANSHIP_STATE" });
  const twice = await Promise.all([confirm, confirm].map((document) => answer(h, document, { id }, own)));
  expect(twice).toContainEqual({
    __typename: "Guardianship",
    state: "CONFIRMED",
    from: noon.toISOString(),
    until: "2032-02-29T16:00:00.000Z",
  });
  expect(twice).toContainEqual({
    __typename: "WrongGuardianshipState",
    code: "WRONG_GUARDIANSHIP_STATE",
  });
  const events = (await h.db.query.outbox.findMany({ orderBy: { sequence: "asc" } })).filter(
    ({ payload }) => (payload as { entity?: string }).entity === "GUARDIANSHIP",
  );
  expect(events.map(({ payload, role, scope }) => [(payload as { to: string }).to, role, scope])).toEqual([
    ["REQUESTED", "RESIDENT", null],
    ["CONFIRMED", "COMMUNITY_WORKER", place.community],
  ]);
});

test("who is no minor, or not there, cannot be told apart; without a home no community can confirm", async () => {
  const h = await createFamily();
  for (const id of [person.worker, person.resident, uuidv7(), "not-a-uuid"])
    expect(await answer(h, ask, { id, key: uuidv7() }, parent)).toMatchObject({ code: "NOT_FOUND" });
  expect(await answer(h, ask, { id: h.child, key: uuidv7() }, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await answer(h, ask, { id: h.child, key: "short" }, parent)).toMatchObject({
    code: "INVALID_INPUT",
  });
  const homeless = uuidv7();
  await h.db.insert(persons).values({ id: homeless, name: "李小妹", birthDate: "2020-05-01" });
  expect(await answer(h, ask, { id: homeless, key: uuidv7() }, as(person.stranger))).toMatchObject({
    code: "NO_HOME",
  });
  expect(await h.db.query.guardianships.findMany()).toEqual([]);
});

test("a guardian consents for a child until it is 14, and from then on the child does, alone (R47)", async () => {
  const h = await createFamily();
  const id = h.child;
  const self = as(id);
  // Asked for is not confirmed.
  const guardianship = await h.request();
  expect(await answer(h, give, { id }, parent)).toMatchObject({ code: "NOT_ALLOWED" });
  await answer(h, confirm, { id: guardianship }, own);
  expect(await answer(h, give, { id }, parent)).toMatchObject({ given: true, needsRenewal: false });
  for (const viewer of [own, as(person.stranger)])
    expect(await answer(h, give, { id }, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  for (const document of [give, withdraw])
    expect(await answer(h, document, {}, self)).toMatchObject({ code: "GUARDIAN_NEEDED" });

  const birthday = new Date("2028-02-29T16:00:00Z");
  h.clock.at = new Date(+birthday - 1);
  expect(await answer(h, withdraw, { id }, parent)).toMatchObject({ given: false });
  expect(await answer(h, give, { id }, parent)).toMatchObject({ given: true });
  h.clock.at = birthday;
  for (const document of [give, withdraw])
    expect(await answer(h, document, { id }, parent)).toMatchObject({ code: "NOT_ALLOWED" });
  // What the guardian said no longer stands for the child.
  const mine = `{ viewer { consents { purpose given needsRenewal } } }`;
  expect((await h.execute(mine, {}, self)).data.viewer.consents).toContainEqual({
    purpose: "MINOR_CARE",
    given: true,
    needsRenewal: true,
  });
  expect(await answer(h, give, {}, self)).toMatchObject({ given: true, needsRenewal: false });
});

test("what has ended, or was refused, gives no voice", async () => {
  const h = await createFamily();
  const refused = await h.request();
  expect(await answer(h, refuse, { id: refused }, own)).toMatchObject({ state: "REFUSED", from: null });
  expect(await answer(h, give, { id: h.child }, parent)).toMatchObject({ code: "NOT_ALLOWED" });
  const id = await h.request();
  await answer(h, confirm, { id }, own);
  h.clock.at = new Date(+noon + 1000);
  expect(await answer(h, end, { id }, own)).toMatchObject({
    state: "ENDED",
    until: h.clock.at.toISOString(),
  });
  expect(await answer(h, give, { id: h.child }, parent)).toMatchObject({ code: "NOT_ALLOWED" });
});

test("it shows to guardian and minor, and to workers of exactly that community without the consents", async () => {
  const h = await createFamily();
  const id = await h.request();
  const one = `query ($id: ID!) { guardianship(id: $id) { minor { id } guardian { id } consents { given } } }`;
  const read = async (viewer: Viewer | null) => (await h.execute(one, { id }, viewer)).data.guardianship;
  expect(await read(own)).toEqual({
    minor: { id: h.child },
    guardian: { id: person.resident },
    consents: null,
  });
  await answer(h, confirm, { id }, own);
  for (const viewer of [parent, as(h.child)]) expect((await read(viewer)).consents).toHaveLength(5);
  for (const viewer of [worker(place.county), worker(null), as(person.stranger), null])
    expect(await read(viewer)).toBeNull();

  const other = uuidv7();
  await h.db.insert(persons).values({ id: other, name: "李小妹", birthDate: "2020-05-01" });
  await addHome(h, { personId: other, tenure: "FAMILY" });
  await answer(h, ask, { id: other, key: uuidv7() }, parent);
  const list = `{ guardianshipsToConfirm { nodes { state minor { id } } } }`;
  const waiting = async (viewer: Viewer | null) =>
    (await h.execute(list, {}, viewer)).data.guardianshipsToConfirm.nodes;
  expect(await waiting(own)).toEqual([{ state: "REQUESTED", minor: { id: other } }]);
  for (const viewer of [worker(place.county), parent, null]) expect(await waiting(viewer)).toEqual([]);
  h.queries.length = 0;
  const mine = `{ viewer { guardianships { nodes { kind state from until consents { given } } } } }`;
  const { nodes } = (await h.execute(mine, {}, parent)).data.viewer.guardianships;
  // Of a child whom the community has not yet confirmed nothing shows.
  const shown = nodes.map(({ consents }: { consents: object[] | null }) => consents?.length ?? 0);
  expect(shown.toSorted()).toEqual([0, 5]);
  expect(h.queries).toHaveLength(1);
});

test("to the guardian a child shows whole, while the care lasts and until the child is 14; to nobody else", async () => {
  const h = await createFamily();
  const id = await h.request();
  const one = `query ($id: ID!, $home: ID!) { guardianship(id: $id) { minor { name } } residence(id: $home) { room } }`;
  const read = async (viewer: Viewer | null) => (await h.execute(one, { id, home: h.home }, viewer)).data;
  const nothing = { guardianship: { minor: null }, residence: null };
  expect(await read(parent)).toEqual(nothing);
  await answer(h, confirm, { id }, own);
  expect(await read(parent)).toEqual({
    guardianship: { minor: { name: "李小宝" } },
    residence: { room: "1602" },
  });
  expect((await read(own)).residence).toEqual({ room: null });
  expect(await read(as(person.stranger))).toEqual({ guardianship: null, residence: null });
  await answer(h, end, { id }, own);
  expect(await read(parent)).toEqual(nothing);
});

test("the database refuses guardianships that must never be", async () => {
  const h = await createFamily();
  const asked = {
    minorId: h.child,
    guardianId: person.resident,
    kind: "PARENT" as const,
    placeId: place.community,
    state: "REQUESTED" as const,
    requestedAt: noon,
  };
  const decided = { ...asked, decidedBy: person.worker, decidedAt: noon };
  const holds = { ...decided, state: "CONFIRMED" as const, from: noon, until: new Date("2032-01-01") };
  const bad: [constraint: string, ...rows: (typeof guardianships.$inferInsert | object)[]][] = [
    ["one_guardianship_of_two", asked, holds],
    ["nobody_is_their_own_guardian", { ...asked, minorId: person.resident }],
    ["a_worker_confirms_for_others", { ...holds, decidedBy: person.resident }],
    ["a_worker_confirms_for_others", { ...holds, decidedBy: h.child }],
    ["what_is_decided_was_decided_by_somebody", { ...holds, decidedBy: null }],
    ["only_what_is_confirmed_holds", { ...decided, state: "CONFIRMED" }],
    ["only_what_is_confirmed_holds", { ...asked, from: noon, until: noon }],
    ["until_is_not_before_from", { ...holds, until: new Date(+noon - 1) }],
  ];
  const answers: unknown[] = [];
  for (const [, ...rows] of bad) {
    const insert = h.db.transaction(async (tx) => {
      for (const row of rows)
        await tx.insert(guardianships).values({ id: uuidv7(), ...row } as typeof guardianships.$inferInsert);
    });
    answers.push(await insert.then(() => "accepted", constraintOf));
  }
  expect(answers).toEqual(bad.map(([constraint]) => constraint));
});
