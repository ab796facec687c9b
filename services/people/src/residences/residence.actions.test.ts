import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { addHome, as, createHarness, person, place } from "../../test/harness.ts";
import { households, residences } from "../db/tables.ts";

type Harness = Awaited<ReturnType<typeof createHarness>>;

const resident = as(person.resident);
const worker = (at: string): Viewer => ({
  ...as(person.worker),
  grants: [{ role: "COMMUNITY_WORKER", place: at, organization: null }],
});
const shown = `__typename ... on Residence { id room tenure startsOn endsOn standing place { name } }
  ... on HomeAlreadyReported { residenceId } ... on InvalidInput { problems { path } }`;
const report = `mutation ($building: ID!, $room: String!, $tenure: Tenure!, $since: Date!, $key: String!) {
  answer: reportResidence(buildingId: $building, room: $room, tenure: $tenure, since: $since, idempotencyKey: $key) { ${shown} } }`;
const move = `mutation ($id: ID!, $building: ID!, $room: String!, $tenure: Tenure!, $since: Date!, $key: String!) {
  answer: moveHome(residenceId: $id, buildingId: $building, room: $room, tenure: $tenure, since: $since, idempotencyKey: $key) { ${shown} } }`;
const home = () => ({
  building: place.building,
  room: "1602",
  tenure: "TENANT",
  since: "2026-11-01",
  key: uuidv7(),
});

async function answer(h: Harness, document: string, variables: object, viewer: Viewer | null = resident) {
  const { data, errors } = await h.execute(document, variables, viewer);
  if (errors) throw new Error(errors[0]!.message);
  return data.answer;
}

test("somebody reports a home; a double click reports it once, and another form of the same door is that door", async () => {
  const h = await createHarness();
  const once = home();
  const answers = await Promise.all([answer(h, report, once), answer(h, report, once)]);
  expect(answers[0]).toEqual({
    __typename: "Residence",
    id: expect.any(String),
    room: "1602",
    tenure: "TENANT",
    startsOn: "2026-11-01",
    endsOn: null,
    standing: "REPORTED",
    place: { name: "3幢" },
  });
  expect(answers[1]).toEqual(answers[0]);
  const known = { __typename: "HomeAlreadyReported", residenceId: answers[0].id };
  expect(await answer(h, report, { ...home(), room: " １６０２ 室" })).toEqual(known);
  expect(await answer(h, report, { ...once, room: "1603" })).toMatchObject({
    __typename: "IdempotencyKeyReused",
  });
  // Others behind the same door are one household with it.
  await answer(h, report, home(), as(person.stranger));
  expect(await h.db.query.households.findMany()).toHaveLength(1);
});

test("a home that cannot be is refused by what is wrong with it", async () => {
  const h = await createHarness();
  expect(await answer(h, report, home(), null)).toMatchObject({ __typename: "NotSignedIn" });
  for (const building of [place.quarter, uuidv7(), "not-a-uuid"])
    expect(await answer(h, report, { ...home(), building })).toMatchObject({ __typename: "NotFound" });
  const bad = [
    [{ room: "室" }, "room"],
    [{ room: " " }, "room"],
    [{ room: "1\u0000" }, "room"],
    [{ room: "1".repeat(21) }, "room"],
    [{ since: "2026-11-24" }, "since"],
    [{ since: "1899-12-31" }, "since"],
    [{ key: "short" }, "idempotencyKey"],
  ] as const;
  const answers = [];
  for (const [change] of bad) answers.push(await answer(h, report, { ...home(), ...change }));
  expect(answers).toEqual(bad.map(([, path]) => ({ __typename: "InvalidInput", problems: [{ path }] })));
  expect(await h.db.query.residences.findMany()).toEqual([]);
});

test("moving ends the old home and reports the next on that day; the old one stays as it was, to be read", async () => {
  const h = await createHarness();
  const id = await addHome(h, { personId: person.resident });
  const there = { ...home(), id, room: "1703", since: "2026-11-20" };
  const moved = await answer(h, move, there);
  expect(moved).toMatchObject({ __typename: "Residence", startsOn: "2026-11-20", standing: "REPORTED" });
  expect(await answer(h, move, there)).toEqual(moved);
  const read = `query ($id: ID!) { residence(id: $id) { room endsOn standing verifications { totalCount } } }`;
  expect((await h.execute(read, { id }, resident)).data.residence).toEqual({
    room: "1602",
    endsOn: "2026-11-20",
    standing: "VERIFIED",
    verifications: { totalCount: 1 },
  });
  expect(await answer(h, move, { ...there, key: uuidv7(), room: "1804" })).toMatchObject({
    __typename: "ResidenceEnded",
  });
  const history = `{ viewer { residenceHistory { totalCount nodes { id endsOn } } } }`;
  expect((await h.execute(history, {}, resident)).data.viewer.residenceHistory).toEqual({
    totalCount: 2,
    nodes: [
      { id: moved.id, endsOn: null },
      { id, endsOn: "2026-11-20" },
    ],
  });
  expect((await h.execute(history, {}, as(person.stranger))).data.viewer.residenceHistory.nodes).toEqual([]);
  // Back behind the same door: that is another residence.
  const back = { ...home(), id: moved.id, since: "2026-11-22" };
  expect(await answer(h, move, back)).toMatchObject({ __typename: "Residence", room: "1602" });
  const events = (await h.db.query.outbox.findMany({ orderBy: { sequence: "asc" } })).map(
    ({ payload }) => payload as { entity?: string; from: string | null; to: string | null },
  );
  expect(events.filter(({ entity }) => entity === "RESIDENCE").map(({ from, to }) => [from, to])).toEqual([
    ["CURRENT", "ENDED"],
    [null, "CURRENT"],
    ["CURRENT", "ENDED"],
    [null, "CURRENT"],
  ]);
  expect(JSON.stringify(events)).not.toContain("1703");
});

test("nobody moves from another's home, before it began, or twice at once; a refused move changes nothing", async () => {
  const h = await createHarness();
  const id = await addHome(h, { personId: person.resident, startsOn: "2026-10-01" });
  const other = await addHome(h, { personId: person.resident, room: "2" });
  const there = { ...home(), id, room: "1703" };
  for (const viewer of [as(person.stranger), null])
    expect(await answer(h, move, there, viewer)).toMatchObject({
      __typename: viewer ? "NotFound" : "NotSignedIn",
    });
  expect(await answer(h, move, { ...there, since: "2026-10-01" })).toMatchObject({
    problems: [{ path: "since" }],
  });
  expect(await answer(h, move, { ...there, room: "2" })).toEqual({
    __typename: "HomeAlreadyReported",
    residenceId: other,
  });
  expect((await h.db.query.residences.findFirst({ where: { id } }))!.endsOn).toBeNull();
  const answers = await Promise.all(
    ["3", "4"].map((room) => answer(h, move, { ...there, room, key: uuidv7() })),
  );
  const names = answers.map(({ __typename }): string => __typename);
  expect(names.toSorted()).toEqual(["Residence", "ResidenceEnded"]);
});

test("a home shows to whoever lives there and, without its door, to the place's workers; a list of any length is one SQL", async () => {
  const h = await createHarness();
  const id = await addHome(h, { personId: person.resident, verifiedAt: null });
  await answer(h, report, home(), as(person.stranger));
  const one = `query ($id: ID!) { residence(id: $id) { room person { id } } }`;
  const read = async (viewer: Viewer | null) => (await h.execute(one, { id }, viewer)).data.residence;
  expect(await read(resident)).toMatchObject({ room: "1602" });
  expect(await read(worker(place.community))).toEqual({ room: null, person: { id: person.resident } });
  for (const viewer of [as(person.stranger), worker(place.otherQuarter), null])
    expect(await read(viewer)).toBeNull();

  const waiting = `query ($place: ID!) { residencesToVerify(placeId: $place) { nodes { place { name } person { name } standing } } }`;
  for (const [viewer, at] of [
    [resident, place.community],
    [worker(place.otherQuarter), place.community],
    [worker(place.community), "not-a-uuid"],
    [null, place.community],
  ] as const)
    expect((await h.execute(waiting, { place: at }, viewer)).errors).toMatchObject([
      { extensions: { code: "NOT_ALLOWED" } },
    ]);
  h.queries.length = 0;
  const { data } = await h.execute(waiting, { place: place.quarter }, worker(place.community));
  expect(data.residencesToVerify.nodes).toEqual([
    { place: { name: "3幢" }, person: { name: "阿**" }, standing: "REPORTED" },
  ]);
  // The right, the list, and the people; then what was shown is logged.
  expect(h.queries.filter((query) => !/"audit_|^(begin|commit)/.test(query))).toHaveLength(3);
  expect(await h.db.query.auditEntries.findMany()).toMatchObject([
    {
      readerId: person.worker,
      personId: person.stranger,
      role: "COMMUNITY_WORKER",
      scope: place.community,
      dataClass: "C2",
      fields: ["residences"],
      disclosureId: null,
    },
  ]);
  await h.execute(`query ($id: ID!) { residence(id: $id) { place { name } } }`, { id }, resident);
  expect(await h.db.query.auditEntries.findMany()).toHaveLength(1);
});

test("the database refuses homes that must never be", async () => {
  const { db } = await createHarness();
  const [household, other] = [uuidv7(), uuidv7()];
  const door = { buildingId: place.building, room: "1" };
  await db.insert(households).values({ id: household, ...door });
  const lives = {
    personId: person.resident,
    householdId: household,
    placeId: place.building,
    tenure: "OWNER" as const,
    startsOn: "2026-01-01",
  };
  await db.insert(residences).values({ id: uuidv7(), ...lives, endsOn: "2026-02-01" });
  await db.insert(residences).values({ id: uuidv7(), ...lives, startsOn: "2026-02-01" });
  const refused: [constraint: string, write: PromiseLike<unknown>][] = [
    ["households_building_id_room_unique", db.insert(households).values({ id: other, ...door })],
    ["room_is_given", db.insert(households).values({ id: other, ...door, room: "" })],
    [
      "one_residence_in_a_household_at_a_time",
      db.insert(residences).values({ id: other, ...lives, startsOn: "2026-01-31", endsOn: "2026-02-01" }),
    ],
    [
      "residences_household_id_households_id_fkey",
      db.insert(residences).values({ id: other, ...lives, householdId: other }),
    ],
    [
      "household_lies_in_the_building",
      db.insert(residences).values({
        id: other,
        ...lives,
        placeId: place.quarter,
        startsOn: "2025-01-01",
        endsOn: "2025-02-01",
      }),
    ],
  ];
  for (const [constraint, write] of refused)
    expect(await write.then(() => "accepted", constraintOf)).toBe(constraint);
});
