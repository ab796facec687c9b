import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { body, createBodies, place, seat, viewers } from "../../test/bodies.ts";
import { as } from "../../test/harness.ts";
import { holding } from "../../test/viewers.ts";
import { posts } from "../db/tables.ts";

const answer = `__typename ... on SeatApplication { id state } ... on UserError { code }`;
const join = `mutation ($input: JoinThinkTankInput!) { joinThinkTank(input: $input) {
  ${answer} ... on InvalidInput { problems { path } } } }`;
const joinFellowship = `mutation ($postId: ID!, $key: String!) {
  joinCommitteeFellowship(postId: $postId, idempotencyKey: $key) { ${answer} ... on TooOld { eligibleUntil } } }`;
const admit = `mutation ($input: AdmitApplicationInput!) { admitApplication(input: $input) { ${answer} } }`;
const { worker, resident, stranger } = viewers;
type Viewer = typeof worker | null;

const expert = {
  kind: "EXPERT",
  source: "UNIVERSITY",
  fields: ["LEGAL", "FINANCE_AND_AUDIT", "LEGAL"],
  contributions: ["PROFESSIONAL_SERVICE", "VOLUNTEERING"],
};
const advisor = { kind: "RESIDENT_ADVISOR", fields: [], contributions: ["YOUTH_COUNCIL"] };

async function createWorld() {
  const w = await createBodies();
  return {
    ...w,
    join: (input: object, viewer: Viewer = stranger) =>
      w.answer(join, { input: { postId: seat["thinkTank/1"], idempotencyKey: uuidv7(), ...input } }, viewer),
    admit: (id: string) => w.answer(admit, { input: { id } }, worker),
  };
}

test("an expert brings a source and fields, from wherever; a resident advisor lives there (R21, R24, R25, R26)", async () => {
  const w = await createWorld();
  for (const [given, path] of [
    [{ ...expert, source: null }, "source"],
    [{ ...expert, fields: [] }, "fields"],
    [{ ...expert, contributions: [] }, "contributions"],
    [{ ...expert, idempotencyKey: "short" }, "idempotencyKey"],
  ] as const)
    expect(await w.join(given)).toMatchObject({ code: "INVALID_INPUT", problems: [{ path }] });
  expect(await w.join(expert, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.join({ ...expert, postId: seat["council/1"] })).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.join(advisor)).toMatchObject({ code: "NOT_RESIDENT" });

  const { id } = await w.join(expert);
  await w.addHome(resident.person, { tenure: "TENANT" });
  const second = await w.join({ ...advisor, postId: seat["thinkTank/2"] }, resident);
  expect([await w.admit(id!), await w.admit(second.id!)]).toMatchObject([
    { state: "ADMITTED" },
    { state: "ADMITTED" },
  ]);

  const ask = `query ($id: ID!) { organization(id: $id) { thinkTank {
    activeMembers hasEnoughMembers uncoveredFields coverage { field members }
    members { person { name } kind source fields contributions } } } }`;
  const seen = async (viewer: Viewer) =>
    (await w.execute(ask, { id: body.thinkTank }, viewer)).data.organization.thinkTank;
  const open = {
    activeMembers: 2,
    hasEnoughMembers: false,
    uncoveredFields: ["PUBLIC_UTILITIES", "CONSTRUCTION"],
    coverage: [
      { field: "PUBLIC_UTILITIES", members: 0 },
      { field: "CONSTRUCTION", members: 0 },
      { field: "LEGAL", members: 1 },
      { field: "FINANCE_AND_AUDIT", members: 1 },
      { field: "OTHER", members: 0 },
    ],
  };
  expect(await seen(null)).toEqual({ ...open, members: null });
  expect(await seen(viewers.analyst)).toEqual({ ...open, members: null });
  const members = [
    {
      kind: "EXPERT",
      source: "UNIVERSITY",
      fields: ["LEGAL", "FINANCE_AND_AUDIT"],
      contributions: expert.contributions,
    },
    { kind: "RESIDENT_ADVISOR", source: null, fields: [], contributions: ["YOUTH_COUNCIL"] },
  ];
  expect((await seen(worker)).members).toHaveLength(2);
  expect((await seen(worker)).members).toEqual(
    expect.arrayContaining(members.map((one) => expect.objectContaining(one))),
  );
  const member = holding(stranger.person, "YOUTH_MEMBER", { organization: body.thinkTank });
  expect((await seen(member)).members).toEqual(
    expect.arrayContaining(members.map((one) => expect.objectContaining(one))),
  );
  w.queries.length = 0;
  const all = `{ organizations { nodes { thinkTank { activeMembers members { kind fields person { id name } } } } } }`;
  expect((await w.execute(all, {}, worker)).errors).toBeUndefined();
  // One for the organizations with all that is theirs, one for the persons.
  expect(w.queries).toHaveLength(2);
  const council = await w.execute(ask, { id: body.council }, worker);
  expect(council).toEqual({ data: { organization: { thinkTank: null } } });
});

test("whoever sits in an owners' committee is warned, and goes on by saying so (R21)", async () => {
  const w = await createWorld();
  await w.addHome(resident.person);
  await w.seatSomebody(resident.person, "owners/1");
  expect(await w.join(advisor, resident)).toMatchObject({
    __typename: "SitsInOwnersCommittee",
    code: "SITS_IN_OWNERS_COMMITTEE",
  });
  expect(await w.join({ ...advisor, acknowledged: true }, resident)).toMatchObject({ state: "APPLIED" });
  // As an expert one is welcome beside the committee; so is one whose term there is over.
  expect(await w.join({ ...expert, postId: seat["thinkTank/2"] }, resident)).toMatchObject({
    state: "APPLIED",
  });
  const former = await w.addPerson("1990-01-01");
  await w.addHome(former);
  await w.seatSomebody(former, "owners/2", { endsOn: "2026-11-23" });
  expect(await w.join(advisor, as(former))).toMatchObject({ state: "APPLIED" });
});

test("a think tank of three active members is enough; places count those in and below them, in one SQL (R37, R61)", async () => {
  const w = await createWorld();
  const third = uuidv7();
  await w.db.insert(posts).values({ id: third, organizationId: body.thinkTank, title: "席位3" });
  for (const [postId, field] of [
    [seat["thinkTank/1"], "LEGAL"],
    [seat["thinkTank/2"], "LEGAL"],
    [third, "OTHER"],
  ]) {
    const id = await w.addPerson("1990-01-01");
    const applied = await w.join({ ...expert, fields: [field], postId }, as(id));
    expect(await w.admit(applied.id!)).toMatchObject({ state: "ADMITTED" });
  }
  const enough = `query ($id: ID!) { organization(id: $id) { thinkTank { activeMembers hasEnoughMembers } } }`;
  expect((await w.execute(enough, { id: body.thinkTank })).data.organization.thinkTank).toEqual({
    activeMembers: 3,
    hasEnoughMembers: true,
  });
  const matrix = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Place {
    name expertFieldCoverage { field members } } } }`;
  const r = [place.county, place.community, place.quarter].map((id) => ({ __typename: "Place", id }));
  w.queries.length = 0;
  const { data } = await w.execute(matrix, { r });
  expect(w.queries).toHaveLength(1);
  const counts = (data._entities as { expertFieldCoverage: { members: number }[] }[]).map(
    ({ expertFieldCoverage }) => expertFieldCoverage.map(({ members }) => members),
  );
  expect(counts).toEqual([
    [0, 0, 2, 0, 1],
    [0, 0, 2, 0, 1],
    [0, 0, 0, 0, 0],
  ]);
  // The matrix of a place: its parts by the fields.
  const parts = `query ($id: ID!) { place(id: $id) { children { nodes { name expertFieldCoverage { field members } } } } }`;
  w.queries.length = 0;
  const { children } = (await w.execute(parts, { id: place.county })).data.place;
  expect(w.queries).toHaveLength(1);
  expect(children.nodes).toMatchObject([{ name: "高登社区", expertFieldCoverage: { length: 5 } }]);
});

test("the fellowship is of young members of an owners' committee there (R38)", async () => {
  const w = await createWorld();
  const joinIt = (personId: string) =>
    w.answer(joinFellowship, { postId: seat["fellowship/1"], key: uuidv7() }, as(personId));
  const young = await w.addPerson("1981-11-23");
  expect(await joinIt(young)).toMatchObject({ code: "NOT_IN_OWNERS_COMMITTEE" });
  await w.seatSomebody(young, "owners/1");
  const { id } = await joinIt(young);
  const older = await w.addPerson("1980-11-23");
  await w.seatSomebody(older, "owners/2");
  expect(await joinIt(older)).toMatchObject({ code: "TOO_OLD", eligibleUntil: "2026-11-23" });
  expect(await w.admit(id!)).toMatchObject({ state: "ADMITTED" });
  // Beside the other lists of a place's organizations, which it leaves as they are.
  const ask = `query ($id: ID!) { place(id: $id) {
    organizations { totalCount } expertFieldCoverage { members } leagueSecretaryGap
    committeeFellowships { totalCount nodes { name } } } }`;
  const found = async (placeId: string) => (await w.execute(ask, { id: placeId })).data.place;
  expect(await found(place.community)).toMatchObject({
    organizations: { totalCount: 10 },
    leagueSecretaryGap: "SECRETARY_VACANT",
    committeeFellowships: { totalCount: 1, nodes: [{ name: "fellowship" }] },
  });
  expect(await found(place.otherQuarter)).toMatchObject({
    organizations: { totalCount: 0 },
    leagueSecretaryGap: null,
    committeeFellowships: { totalCount: 0, nodes: [] },
  });
});
