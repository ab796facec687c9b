import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { mutation } from "../../test/asking.ts";
import { as, createHarness, organization, person, place } from "../../test/harness.ts";
import { holding } from "../../test/viewers.ts";
import { organizations, venues, youthCommunities } from "../db/tables.ts";
import { youthCommunityState } from "./youth-community.rules.ts";

type Viewer = ReturnType<typeof as> | null;
const worker = holding(person.worker, "COMMUNITY_WORKER", { place: place.community });
const found = "... on YouthCommunity { id state enrolledOn leadSince lead { name } place { name } }";

async function createWorld() {
  const h = await createHarness();
  const party = { id: uuidv7(), name: "高登社区党总支", placeId: place.community };
  const below = { id: uuidv7(), name: "盘龙党支部", placeId: place.quarter };
  const above = { id: uuidv7(), name: "文山市委", placeId: place.county };
  await h.db
    .insert(organizations)
    .values([party, below, above].map((row) => ({ ...row, classification: "PARTY_ORGANIZATION" as const })));
  const enrol = mutation(h, "enrolYouthCommunity", {
    args: { placeId: "ID!", idempotencyKey: "String!" },
    found,
  });
  const link = mutation(h, "linkPartyLead", { args: { id: "ID!", organizationId: "ID!" }, found });
  return {
    ...h,
    party: party.id,
    below: below.id,
    above: above.id,
    enrol: (placeId: string, viewer: Viewer = worker, idempotencyKey: string = uuidv7()) =>
      enrol({ placeId, idempotencyKey }, viewer),
    link: (id: string, organizationId: string, viewer: Viewer = worker) =>
      link({ id, organizationId }, viewer),
  };
}

test("a community is enrolled once (R33), and active only with a party organization as its lead (R3)", async () => {
  const w = await createWorld();
  const [one, two] = await Promise.all([
    w.enrol(place.community, worker, "enrolment-1"),
    w.enrol(place.community, worker, "enrolment-1"),
  ]);
  expect(one).toMatchObject({ state: "ENROLLED", enrolledOn: "2026-11-23", lead: null });
  expect(two).toEqual(one);
  const answers = [
    await w.enrol(place.community),
    await w.enrol(place.quarter),
    await w.enrol(place.community, null),
    await w.enrol(place.community, as(person.resident)),
    await w.enrol("no-id"),
    await w.enrol(place.community, worker, "short"),
  ];
  expect(answers.map(({ code }) => code)).toEqual([
    "ALREADY_ENROLLED",
    "INVALID_INPUT",
    "NOT_SIGNED_IN",
    "NOT_ALLOWED",
    "NOT_FOUND",
    "INVALID_INPUT",
  ]);

  const refused = [
    await w.link(one.id, organization.committee),
    await w.link(one.id, w.below),
    await w.link(one.id, uuidv7()),
    await w.link(uuidv7(), w.party),
    await w.link(one.id, w.party, null),
    await w.link(one.id, w.party, as(person.resident)),
  ];
  expect(refused.map(({ code }) => code)).toEqual([
    "NOT_A_LEAD",
    "NOT_A_LEAD",
    "NOT_FOUND",
    "NOT_FOUND",
    "NOT_SIGNED_IN",
    "NOT_ALLOWED",
  ]);
  const linked = await Promise.all([w.link(one.id, w.party), w.link(one.id, w.party)]);
  expect(linked[0]).toMatchObject({ lead: { name: "高登社区党总支" }, leadSince: "2026-11-23" });
  expect(linked[1]).toEqual(linked[0]);
  expect(await w.link(one.id, w.above)).toMatchObject({ code: "ALREADY_LED" });
  const ask = `query ($id: ID!) { place(id: $id) { youthCommunity { id state lead { name } } } }`;
  const present = async () => {
    w.queries.length = 0;
    const { data } = await w.execute(ask, { id: place.community });
    expect(w.queries).toHaveLength(1);
    return data.place.youthCommunity;
  };
  expect(await present()).toMatchObject({ id: one.id, state: "ENROLLED" });
  // A venue in one of its quarters makes it active (R33), as long as it is open.
  const venue = { id: uuidv7(), kind: "YOUTH_HOUSE" as const, name: "青年之家", providerId: w.party };
  await w.db.insert(venues).values({ ...venue, placeId: place.quarter, openedOn: "2026-11-23" });
  expect(await present()).toMatchObject({ state: "ACTIVE" });
  w.clock.at = new Date("2026-11-22T23:59:59+08:00");
  expect(await present()).toMatchObject({ state: "ENROLLED" });
});

test("it is active from the day of its lead, while that stands, and with a venue (R3, R33)", () => {
  const lead = { dissolvedOn: null };
  const led = { leadSince: "2026-03-01", lead };
  expect(youthCommunityState(led, true, "2026-02-28")).toBe("ENROLLED");
  expect(youthCommunityState(led, true, "2026-03-01")).toBe("ACTIVE");
  expect(youthCommunityState(led, false, "2026-03-01")).toBe("ENROLLED");
  expect(youthCommunityState({ leadSince: null, lead: null }, true, "2026-03-01")).toBe("ENROLLED");
  const gone = { ...led, lead: { dissolvedOn: "2026-06-01" } };
  expect(youthCommunityState(gone, true, "2026-05-31")).toBe("ACTIVE");
  expect(youthCommunityState(gone, true, "2026-06-01")).toBe("ENROLLED");
});

test("the database refuses what must never be", async () => {
  const { db, party } = await createWorld();
  const enrolment = { placeId: place.community, enrolledOn: "2026-01-01" };
  await db.insert(youthCommunities).values({ ...enrolment, id: uuidv7(), placeId: place.quarter });
  const answers = [];
  for (const row of [
    { ...enrolment, leadId: party },
    { ...enrolment, leadId: party, leadSince: "2025-12-31" },
    { ...enrolment, placeId: place.quarter },
  ]) {
    const insert = db.insert(youthCommunities).values({ ...row, id: uuidv7() });
    answers.push(await insert.then(() => "accepted", constraintOf));
  }
  expect(answers).toEqual(["a_lead_has_a_day", "is_not_led_before_it_is_enrolled", "one_enrolment_a_place"]);
});
