import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { mutation } from "../../test/asking.ts";
import { as, createHarness, organization, person, place } from "../../test/harness.ts";
import { holding } from "../../test/viewers.ts";
import { engagements, founders, organizations } from "../db/tables.ts";
import type { Classification } from "../organizations/organization.rules.ts";

type Viewer = ReturnType<typeof as> | null;
const worker = holding(person.worker, "COMMUNITY_WORKER", { place: place.community });

async function createWorld() {
  const h = await createHarness();
  const add = async (name: string, classification: Classification, placeId: string) => {
    const id = uuidv7();
    await h.db.insert(organizations).values({ id, name, classification, placeId });
    return id;
  };
  const social = await add("第八天青少年服务中心", "SOCIAL_ORGANIZATION", place.county);
  const party = await add("高登社区党总支", "PARTY_ORGANIZATION", place.community);
  const elsewhere = await add("卧龙花园党支部", "PARTY_ORGANIZATION", place.otherQuarter);
  const found = mutation(h, "foundStation", {
    args: { input: "FoundStationInput!" },
    found:
      "... on Organization { id classification station { kind goals } founders { totalCount nodes { name } } }",
  });
  const engage = mutation(h, "engageOrganization", {
    args: { input: "EngageOrganizationInput!" },
    found: "... on Engagement { id mode startsOn endsOn amountFen client { id } }",
  });
  return {
    ...h,
    social,
    party,
    elsewhere,
    station: (input: object, viewer: Viewer = worker) =>
      found(
        {
          input: {
            name: "第八天社工服务站",
            placeId: place.quarter,
            kind: "SERVICE",
            goals: ["CHILD_FRIENDLY"],
            founderIds: [social, party],
            idempotencyKey: uuidv7(),
            ...input,
          },
        },
        viewer,
      ),
    engage: (input: object, viewer: Viewer = worker) =>
      engage(
        {
          input: {
            organizationId: social,
            clientId: organization.committee,
            mode: "PURCHASED",
            startsOn: "2026-01-01",
            endsOn: "2027-01-01",
            amountFen: 12_000_000,
            idempotencyKey: uuidv7(),
            ...input,
          },
        },
        viewer,
      ),
  };
}

test("a station is founded by a social and a party organization together (R29), with its goal (R31)", async () => {
  const w = await createWorld();
  const input = { idempotencyKey: "station-1" };
  const [made, again] = await Promise.all([w.station(input), w.station(input)]);
  expect(made).toMatchObject({
    classification: "SERVICE_STATION",
    station: { kind: "SERVICE", goals: ["CHILD_FRIENDLY"] },
    founders: { totalCount: 2, nodes: [{ name: "第八天青少年服务中心" }, { name: "高登社区党总支" }] },
  });
  expect(again).toEqual(made);
  const other = { name: "另一站", goals: [] };
  const answers = [
    await w.station({ ...other, founderIds: [w.social, organization.committee] }),
    await w.station({ ...other, founderIds: [w.party, organization.committee] }),
    // The party organization of another quarter does not found it.
    await w.station({ ...other, founderIds: [w.social, w.elsewhere] }),
    await w.station({}),
    await w.station(other, null),
    await w.station(other, as(person.resident)),
    await w.station({ ...other, placeId: "no-id" }),
    await w.station({ ...other, founderIds: [w.social, uuidv7()] }),
    await w.station({ ...other, founderIds: [w.social] }),
    await w.station({ ...other, name: "\u0000" }),
    await w.station({ ...input, name: "改名" }),
  ].map(({ code }) => code);
  expect(answers).toEqual([
    "NOT_CO_FOUNDED",
    "NOT_CO_FOUNDED",
    "NOT_CO_FOUNDED",
    "NAME_TAKEN",
    "NOT_SIGNED_IN",
    "NOT_ALLOWED",
    "NOT_FOUND",
    "INVALID_INPUT",
    "INVALID_INPUT",
    "INVALID_INPUT",
    "IDEMPOTENCY_KEY_REUSED",
  ]);
  expect(await w.station({ ...other, kind: "WORK" })).toMatchObject({ station: { kind: "WORK", goals: [] } });
});

test("a purchase needs a period and an amount, a volunteer neither (R28)", async () => {
  const w = await createWorld();
  const input = { idempotencyKey: "engagement-1" };
  const [made, again] = await Promise.all([w.engage(input), w.engage(input)]);
  expect(made).toMatchObject({
    mode: "PURCHASED",
    startsOn: "2026-01-01",
    endsOn: "2027-01-01",
    amountFen: 12_000_000,
    client: { id: organization.committee },
  });
  expect(again).toEqual(made);
  const volunteer = { mode: "VOLUNTEER", endsOn: null, amountFen: null };
  expect(await w.engage(volunteer)).toMatchObject({ mode: "VOLUNTEER", endsOn: null, amountFen: null });
  const bad: [object, string][] = [
    [{ endsOn: null }, "endsOn"],
    [{ amountFen: null }, "amountFen"],
    [{ amountFen: 0 }, "amountFen"],
    [{ amountFen: -1 }, "amountFen"],
    [{ ...volunteer, amountFen: 1 }, "amountFen"],
    [{ endsOn: "2026-01-01" }, "endsOn"],
    [{ organizationId: w.party }, "organizationId"],
    [{ organizationId: uuidv7() }, "organizationId"],
  ];
  for (const [wrong, path] of bad)
    expect([path, await w.engage(wrong)]).toMatchObject([path, { problems: [{ path }] }]);
  const answers = [
    await w.engage({}, null),
    await w.engage({}, as(person.resident)),
    await w.engage({ clientId: uuidv7() }),
    await w.engage({ ...input, amountFen: 1 }),
  ];
  expect(answers.map(({ code }) => code)).toEqual([
    "NOT_SIGNED_IN",
    "NOT_ALLOWED",
    "NOT_FOUND",
    "IDEMPOTENCY_KEY_REUSED",
  ]);
  const ask = `query ($id: ID!) { organization(id: $id) { engagements { totalCount nodes { mode client { name } } } } }`;
  w.queries.length = 0;
  const { data } = await w.execute(ask, { id: w.social });
  expect(data.organization.engagements).toMatchObject({
    totalCount: 2,
    nodes: [{ client: { name: "高登社区居委会" } }, {}],
  });
  expect(w.queries).toHaveLength(1);
});

test("the database refuses what must never be", async () => {
  const { db, social } = await createWorld();
  const bought = {
    organizationId: social,
    clientId: organization.committee,
    mode: "PURCHASED" as const,
    startsOn: "2026-01-01",
    endsOn: "2027-01-01",
    amountFen: 100,
  };
  const answers = [];
  for (const row of [
    { ...bought, endsOn: "2026-01-01" },
    { ...bought, endsOn: null },
    { ...bought, amountFen: null },
    { ...bought, mode: "VOLUNTEER" as const },
    { ...bought, amountFen: 0 },
    { ...bought, clientId: social },
  ]) {
    const insert = db.insert(engagements).values({ ...row, id: uuidv7() });
    answers.push(await insert.then(() => "accepted", constraintOf));
  }
  const self = db.insert(founders).values({ organizationId: social, founderId: social });
  answers.push(await self.then(() => "accepted", constraintOf));
  expect(answers).toEqual([
    "ends_after_it_starts",
    "a_purchase_has_a_period",
    "a_purchase_has_an_amount_and_nothing_else_has",
    "a_purchase_has_an_amount_and_nothing_else_has",
    "amount_is_positive",
    "nobody_engages_oneself",
    "nobody_founds_oneself",
  ]);
});
