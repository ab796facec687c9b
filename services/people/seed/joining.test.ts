import { organization, person, place } from "@linli/demo-world";
import { createServiceHarness } from "@linli/testing";
import { expect, test } from "vitest";
import { seed as seedWith } from "../seed.ts";
import { placementStates } from "../src/placements/placement.rules.ts";
import { vanguardStates } from "../src/vanguards/vanguard.rules.ts";
import { as, own, service } from "../test/harness.ts";
import { holding } from "../test/viewers.ts";

const noon = new Date("2026-11-23T04:00:00Z");

test("the planted cases of joining, nominations and recommendations are in the demo world", async () => {
  const h = await createServiceHarness(service, { now: () => noon });
  await seedWith(own)({ db: h.db, now: () => noon, viewer: null, requestId: null });
  const worker = holding(person("worker").id, "COMMUNITY_WORKER", { place: place("gaodeng").id });
  const ask = async (query: string, variables: object, viewer: Parameters<typeof h.execute>[2] = worker) => {
    const { data, errors } = await h.execute(query, variables, viewer);
    expect(errors).toBeUndefined();
    return Object.values(data)[0] as { nodes: Record<string, unknown>[] } & Record<string, unknown>;
  };

  // A council member who turns 46 in term is the only one of whom the worker is told ahead (R17).
  const seats = `query ($id: ID!, $soon: Boolean) { youthCouncilSeats(placeId: $id, eligibilityEnds: $soon) {
    nodes { eligibleUntil agesOutInTerm ownershipHolds } } }`;
  const ageing = { eligibleUntil: "2027-01-27", agesOutInTerm: true, ownershipHolds: true };
  expect((await ask(seats, { id: place("gaodeng").id, soon: true })).nodes).toEqual([ageing]);
  const council = (await ask(seats, { id: place("panlong").id })).nodes;
  expect(council).toHaveLength(9);
  expect(council.every(({ ownershipHolds }) => ownershipHolds)).toBe(true);
  const own46 = `{ viewer { youthCouncilSeats { eligibleUntil agesOutInTerm ownershipHolds } } }`;
  expect(await ask(own46, {}, as(person("ageing-councillor").id))).toEqual({ youthCouncilSeats: [ageing] });

  // The think tank of 里布嘎 covers all four fields, the one of 龙成 lacks one (R25, R37).
  const tank = `query ($id: ID!) { organization(id: $id) { thinkTank { activeMembers hasEnoughMembers uncoveredFields } } }`;
  const knows = async (key: string) => (await ask(tank, { id: organization(key).id })).thinkTank;
  expect(await knows("libuga-think-tank")).toEqual({
    activeMembers: 11,
    hasEnoughMembers: true,
    uncoveredFields: [],
  });
  expect(await knows("longcheng-think-tank")).toEqual({
    activeMembers: 6,
    hasEnoughMembers: true,
    uncoveredFields: ["FINANCE_AND_AUDIT"],
  });
  expect(await knows("gaodeng-think-tank")).toMatchObject({ activeMembers: 0, hasEnoughMembers: false });

  // A league secretary without a leadership post (R58).
  const gaps = `query ($id: ID!) { communitiesWithLeagueSecretaryGap(placeId: $id) { nodes { name leagueSecretaryGap } } }`;
  expect((await ask(gaps, { id: place("wenshan-prefecture").id }, null)).nodes).toEqual([
    { name: "东风社区", leagueSecretaryGap: "NOT_IN_LEADERSHIP" },
  ]);

  // Somebody in each state (R15, R16); one from the two committees serves, others wait (R59).
  const vanguards = `query ($id: ID!) { vanguards(placeId: $id) { nodes { state } } }`;
  const states = (nodes: Record<string, unknown>[]) => new Set(nodes.map(({ state }) => state));
  expect(states((await ask(vanguards, { id: place("panlong").id })).nodes)).toEqual(new Set(vanguardStates));
  const placements = `query ($id: ID!) { placements(organizationId: $id) { nodes { state } } }`;
  const property = { id: organization("property").id };
  expect(states((await ask(placements, property)).nodes)).toEqual(new Set(placementStates));
  const crosses = `query ($id: ID!) { crossAppointments(organizationId: $id) { nodes { state } } }`;
  expect(states((await ask(crosses, property)).nodes)).toEqual(new Set(["ACTIVE", "RECOMMENDED"]));

  // Who would stand (R18), and the fellowship, of young members of the owners' committee (R38).
  const interests = `query ($id: ID!) { committeeInterests(committeeId: $id) { nodes { person { id } } } }`;
  expect((await ask(interests, { id: organization("panlong-owners").id })).nodes).toEqual([
    { person: { id: person("youth-member").id } },
  ]);
  const fellowships = `query ($id: ID!) { place(id: $id) { committeeFellowships { nodes { name members { totalCount } } } } }`;
  expect((await ask(fellowships, { id: place("gaodeng").id })).committeeFellowships).toEqual({
    nodes: [{ name: "盛世盘龙青年业委会委员联谊会", members: { totalCount: 2 } }],
  });
});
