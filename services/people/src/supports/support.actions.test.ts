import { supportSaved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { as, createHarness, organization, person, place } from "../../test/harness.ts";
import { holding } from "../../test/viewers.ts";
import { organizations, supports, venues } from "../db/tables.ts";

const answer = `__typename ... on Support { id kind endsOn venue { name } } ... on UserError { code }`;
const documents = {
  give: `mutation ($input: RecordSupportInput!) { answer: recordSupport(input: $input) { ${answer} ... on InvalidInput { problems { path } } } }`,
  end: `mutation ($id: ID!) { answer: endSupport(id: $id) { ${answer} } }`,
};
const worker = holding(person.worker, "COMMUNITY_WORKER", { place: place.community });

async function createSupporters() {
  const h = await createHarness();
  const [party, venue] = [uuidv7(), uuidv7()];
  await h.db.insert(organizations).values({
    id: party,
    name: "高登社区党总支",
    classification: "PARTY_ORGANIZATION",
    placeId: place.community,
  });
  const room = { kind: "MEETING_ROOM", placeId: place.community, openedOn: "2026-01-01" } as const;
  const othersRoom = { ...room, id: uuidv7(), name: "居委会会议室", providerId: organization.committee };
  await h.db
    .insert(venues)
    .values([{ ...room, id: venue, name: "党群服务中心", providerId: party }, othersRoom]);
  const ask = async (what: keyof typeof documents, variables: object, viewer: Viewer | null = worker) => {
    const { data, errors } = await h.execute(documents[what], variables, viewer);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  const input = (values: object = {}) => ({
    input: {
      kind: "GUIDANCE",
      giverId: party,
      receiverId: organization.alliance,
      idempotencyKey: uuidv7(),
      ...values,
    },
  });
  return { ...h, party, venue, othersVenue: othersRoom.id, ask, input };
}

test("a party organization supports a body in three ways; support by a venue tells the others which one is there to use (R4)", async () => {
  const w = await createSupporters();
  const wish = w.input({ kind: "VENUE", venueId: w.venue });
  const given = await w.ask("give", wish);
  expect(given).toMatchObject({ __typename: "Support", kind: "VENUE", venue: { name: "党群服务中心" } });
  expect((await w.ask("give", wish)).id).toBe(given.id);
  const admin = holding(person.stranger, "ORGANIZATION_ADMIN", { organization: w.party });
  for (const kind of ["GUIDANCE", "CO_BUILDING"])
    expect(await w.ask("give", w.input({ kind }), admin)).toMatchObject({
      __typename: "Support",
      kind,
      venue: null,
    });
  expect(await w.ask("give", w.input())).toMatchObject({ code: "ALREADY_SUPPORTED" });

  const { data } = await w.execute(
    `query ($id: ID!) { organization(id: $id) {
      supportsReceived { totalCount nodes { kind giver { name } receiver { name } startsOn } } supportsGiven { totalCount } } }`,
    { id: organization.alliance },
  );
  expect(data.organization).toMatchObject({
    supportsGiven: { totalCount: 0 },
    supportsReceived: { totalCount: 3 },
  });
  expect(data.organization.supportsReceived.nodes).toContainEqual({
    kind: "VENUE",
    giver: { name: "高登社区党总支" },
    receiver: { name: "盛世盘龙团建联盟" },
    startsOn: "2026-11-23",
  });

  const ended = await Promise.all([1, 2].map(() => w.ask("end", { id: given.id })));
  expect(ended.map(({ __typename }) => String(__typename)).toSorted()).toEqual(["Support", "SupportEnded"]);
  const events = await w.db.query.outbox.findMany({
    where: { name: supportSaved.name },
    orderBy: { sequence: "asc" },
  });
  expect(events).toHaveLength(4);
  expect(events[0]).toMatchObject({
    payload: {
      kind: "VENUE",
      venueId: w.venue,
      giverId: w.party,
      receiverId: organization.alliance,
      endsOn: null,
    },
    role: "COMMUNITY_WORKER",
    scope: place.community,
  });
  expect(events[3]).toMatchObject({ payload: { id: given.id, endsOn: "2026-11-23" } });
});

test("support is refused to who may not give it, from who is no party organization, and with a venue of somebody else's (R4)", async () => {
  const w = await createSupporters();
  const { id } = await w.ask("give", w.input());
  for (const [what, variables] of [
    ["give", w.input()],
    ["end", { id }],
  ] as const) {
    expect(await w.ask(what, variables, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
    for (const viewer of [
      as(person.stranger),
      holding(person.worker, "COMMUNITY_WORKER", { place: place.quarter }),
      holding(person.worker, "ORGANIZATION_ADMIN", { organization: organization.alliance }),
    ])
      expect(await w.ask(what, variables, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  }
  for (const bad of ["not-a-uuid", uuidv7(), "\u0000"]) {
    expect(await w.ask("give", w.input({ giverId: bad }))).toMatchObject({ code: "NOT_FOUND" });
    expect(await w.ask("end", { id: bad })).toMatchObject({ code: "NOT_FOUND" });
    expect(await w.ask("give", w.input({ kind: "VENUE", venueId: bad }))).toMatchObject({
      problems: [{ path: "venueId" }],
    });
  }
  const problems = async (values: object) =>
    (await w.ask("give", w.input(values))).problems.map(({ path }: { path: string }) => path);
  expect(await problems({ giverId: organization.committee })).toEqual(["giverId"]);
  expect(await problems({ receiverId: w.party })).toEqual(["receiverId"]);
  expect(await problems({ receiverId: "not-a-uuid", idempotencyKey: "short" })).toEqual([
    "idempotencyKey",
    "receiverId",
  ]);
  expect(await problems({ kind: "VENUE" })).toEqual(["venueId"]);
  expect(await problems({ kind: "VENUE", venueId: w.othersVenue })).toEqual(["venueId"]);
  expect(await problems({ venueId: w.venue })).toEqual(["venueId"]);
});

test("the database holds what the rules say of support (R4)", async () => {
  const w = await createSupporters();
  const support = {
    id: uuidv7(),
    kind: "GUIDANCE",
    giverId: w.party,
    receiverId: organization.alliance,
    startsOn: "2026-01-01",
  } as const;
  await w.db.insert(supports).values(support);
  const refused = [
    ["a_venue_goes_with_support_by_a_venue", { kind: "VENUE" }],
    ["nobody_supports_itself", { receiverId: w.party }],
    ["does_not_end_before_it_starts", { endsOn: "2025-12-31" }],
    ["one_present_support_of_a_kind", {}],
  ] as const;
  for (const [constraint, values] of refused) {
    const write = w.db.insert(supports).values({ ...support, id: uuidv7(), ...values });
    expect(await write.then(() => "accepted", constraintOf)).toBe(constraint);
  }
});
