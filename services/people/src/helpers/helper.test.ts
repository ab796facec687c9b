import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { as, createHarness, noon, organization, person, place } from "../../test/harness.ts";
import { guardianships, helpers, persons } from "../db/tables.ts";

const appointing = `mutation ($helper: ID!, $until: DateTime!, $key: String!) {
  answer: appointHelper(helperId: $helper, until: $until, idempotencyKey: $key) { __typename
    ... on Helper { id until } ... on UserError { code } ... on InvalidInput { problems { path } } } }`;
const dismissing = `mutation ($id: ID!) { answer: dismissHelper(id: $id) { __typename ... on Helper { until } ... on UserError { code } } }`;
const reporting = `mutation ($person: ID, $room: String!, $building: ID!, $key: String!) {
  answer: reportResidence(personId: $person, buildingId: $building, room: $room, tenure: OWNER, since: "2026-11-01", idempotencyKey: $key) {
    __typename ... on Residence { id reportedBy { id } } ... on UserError { code } } }`;
const moving = `mutation ($id: ID!, $building: ID!, $key: String!) {
  answer: moveHome(residenceId: $id, buildingId: $building, room: "2", tenure: OWNER, since: "2026-11-10", idempotencyKey: $key) {
    __typename ... on Residence { id startsOn } ... on UserError { code } } }`;

const elder = as(person.resident);
const neighbour = as(person.stranger);
const nextYear = new Date("2027-11-22T16:00:00Z");

async function createWorld() {
  const h = await createHarness();
  const ask = async (document: string, variables: object, viewer: Viewer | null) =>
    (await h.execute(document, variables, viewer)).data.answer;
  return {
    ...h,
    appoint: (change: object = {}, viewer: Viewer | null = elder) =>
      ask(appointing, { helper: person.stranger, until: nextYear, key: uuidv7(), ...change }, viewer),
    dismiss: (id: string, viewer: Viewer | null) => ask(dismissing, { id }, viewer),
    report: (personId: string | null, room: string, viewer: Viewer | null) =>
      ask(reporting, { person: personId, room, building: place.building, key: uuidv7() }, viewer),
    move: (id: string, viewer: Viewer | null) =>
      ask(moving, { id, building: place.building, key: uuidv7() }, viewer),
  };
}

test("whom an elder appoints sees to the elder's homes until it ends, and it is told who did (R81)", async () => {
  const w = await createWorld();
  expect(await w.report(person.resident, "1", neighbour)).toMatchObject({ code: "NOT_ALLOWED" });
  const { id } = await w.appoint();
  const reported = await w.report(person.resident, "1", neighbour);
  expect(reported).toMatchObject({ __typename: "Residence", reportedBy: { id: person.stranger } });
  expect(await w.db.query.residences.findFirst()).toMatchObject({ personId: person.resident });
  expect(await w.move(reported.id, neighbour)).toMatchObject({ startsOn: "2026-11-10" });
  expect(await w.move(reported.id, as(person.worker))).toMatchObject({ code: "NOT_FOUND" });
  const told = await w.db.query.outbox.findMany({ where: { actor: person.stranger } });
  expect(told.map(({ role }) => role)).toEqual(Array.from(told, () => "HELPER"));

  const mine = `{ viewer { helpers { nodes { person { id } helper { id } } } } }`;
  const both = [{ person: { id: person.resident }, helper: { id: person.stranger } }];
  for (const viewer of [elder, neighbour])
    expect((await w.execute(mine, {}, viewer)).data.viewer.helpers.nodes).toEqual(both);
  expect((await w.execute(mine, {}, as(person.worker))).data.viewer.helpers.nodes).toEqual([]);

  expect(await w.dismiss(id, as(person.worker))).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.dismiss(id, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  const ended = await w.dismiss(id, neighbour);
  expect(ended).toMatchObject({ until: noon.toISOString() });
  w.clock.at = new Date(+noon + 1);
  expect(await w.dismiss(id, elder)).toEqual(ended);
  expect(await w.report(person.resident, "3", neighbour)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.appoint()).toMatchObject({ __typename: "Helper" });
});

test("it ends by itself, and neither helper nor elder verifies what was reported", async () => {
  const w = await createWorld();
  const until = new Date("2026-11-24T00:00:00+08:00");
  await w.appoint({ helper: person.worker, until });
  w.clock.at = new Date(+until - 1);
  const worker = {
    ...as(person.worker),
    grants: [
      { role: "COMMUNITY_WORKER" as const, place: place.community, organization: organization.committee },
    ],
  };
  const { id } = await w.report(person.resident, "1", worker);
  const verify = `mutation ($id: ID!) { answer: verifyResidence(id: $id) { __typename ... on UserError { code } } }`;
  expect((await w.execute(verify, { id }, worker)).data.answer).toMatchObject({ code: "OWN_HOME" });
  w.clock.at = until;
  expect(await w.report(person.resident, "2", worker)).toMatchObject({ code: "NOT_ALLOWED" });
});

test("helpers are others who are known, for a year at most, once at a time, and not a minor's", async () => {
  const w = await createWorld();
  expect(await w.appoint({}, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.appoint({}, { ...elder, age: 17 })).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.appoint({ helper: uuidv7() })).toMatchObject({ code: "NOT_FOUND" });
  for (const [change, path] of [
    [{ helper: person.resident }, "helperId"],
    [{ helper: "nobody" }, "helperId"],
    [{ until: noon }, "until"],
    [{ until: new Date(+nextYear + 1) }, "until"],
    [{ key: "short" }, "idempotencyKey"],
  ] as const)
    expect(await w.appoint(change)).toMatchObject({ problems: [{ path }] });
  const key = uuidv7();
  const made = await w.appoint({ key });
  expect(await w.appoint({ key })).toEqual(made);
  expect(await w.appoint()).toMatchObject({ code: "HELPS_ALREADY" });
  expect(await w.db.$count(helpers)).toBe(1);
  const bad = { id: uuidv7(), personId: person.worker, helperId: person.resident, from: noon };
  for (const [values, constraint] of [
    [{ ...bad, helperId: person.worker, until: nextYear }, "nobody_helps_themselves"],
    [{ ...bad, until: new Date(+noon - 1) }, "help_does_not_end_before_it_begins"],
  ] as const)
    expect(
      await w.db
        .insert(helpers)
        .values(values)
        .then(() => "accepted", constraintOf),
    ).toBe(constraint);
});

test("a guardian sees to a child's homes, and a child below 14 to none", async () => {
  const w = await createWorld();
  const child = uuidv7();
  await w.db.insert(persons).values({ id: child, name: "李小禾", birthDate: "2014-01-01" });
  expect(await w.report(null, "1", { ...as(child), age: 12 })).toMatchObject({ code: "GUARDIAN_NEEDED" });
  expect(await w.report(child, "1", elder)).toMatchObject({ code: "NOT_ALLOWED" });
  await w.db.insert(guardianships).values({
    id: uuidv7(),
    minorId: child,
    guardianId: person.resident,
    kind: "PARENT",
    placeId: place.community,
    state: "CONFIRMED",
    requestedAt: noon,
    decidedBy: person.worker,
    decidedAt: noon,
    from: noon,
    until: nextYear,
  });
  expect(await w.report(child, "1", elder)).toMatchObject({ reportedBy: { id: person.resident } });
});
