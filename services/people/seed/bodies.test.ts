import { organization, person, place } from "@linli/demo-world";
import { afterAll, expect, test } from "vitest";
import { placementStates } from "../src/placements/placement.rules.ts";
import { namedExpertFields } from "../src/think-tanks/think-tank.rules.ts";
import { vanguardStates } from "../src/vanguards/vanguard.rules.ts";
import { startDemoWorld } from "../test/demo-world.ts";
import { holding } from "../test/viewers.ts";

const h = await startDemoWorld(new Date("2026-11-23T04:00:00Z"));
afterAll(() => h.stop());

const worker = holding(person("worker").id, "COMMUNITY_WORKER", { place: place("gaodeng").id });
const body = (key: string, fields: string) =>
  h.ask(`query ($id: ID!) { organization(id: $id) { ${fields} } }`, { id: organization(key).id });

test("the Day Eight station is in 里布嘎 (R30), co-founded (R29), for a child-friendly community (R31), by purchase (R28)", async () => {
  expect(
    await body("eighth-day-station", "place { name } station { kind goals } founders { nodes { name } }"),
  ).toEqual({
    place: { name: "里布嘎社区" },
    station: { kind: "SERVICE", goals: ["CHILD_FRIENDLY"] },
    founders: { nodes: [{ name: "第八天青少年服务中心" }, { name: "里布嘎社区党总支" }] },
  });
  expect(
    await body("eighth-day", "engagements { nodes { mode startsOn endsOn amountFen client { name } } }"),
  ).toEqual({
    engagements: {
      nodes: [
        {
          mode: "VOLUNTEER",
          startsOn: "2026-06-23",
          endsOn: null,
          amountFen: null,
          client: { name: "高登社区居民委员会" },
        },
        {
          mode: "PURCHASED",
          startsOn: "2026-03-23",
          endsOn: "2027-03-23",
          amountFen: 12_000_000,
          client: { name: "里布嘎社区居民委员会" },
        },
      ],
    },
  });
});

test("a government department is an organization that can be a guest (R65)", async () => {
  expect(await body("civil-affairs", "classification state")).toEqual({
    classification: "GOVERNMENT_DEPARTMENT",
    state: "ACTIVE",
  });
});

test("support is given in each of three ways (R4)", async () => {
  expect((await h.db.query.supports.findMany()).map(({ kind }) => kind).toSorted()).toEqual([
    "CO_BUILDING",
    "GUIDANCE",
    "GUIDANCE",
    "VENUE",
  ]);
});

test("the think tank of 里布嘎 covers all four fields, the one of 龙成 lacks one (R25, R37)", async () => {
  const knows = async (key: string) =>
    (await body(key, "thinkTank { activeMembers hasEnoughMembers uncoveredFields }")).thinkTank;
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
});

test("place by field: what is known in each community, and what nobody knows there, in one SQL beside the count (R61)", async () => {
  h.queries.length = 0;
  const matrix = await h.ask(
    `query ($id: ID!) { expertFieldMatrix(placeId: $id) { totalCount nodes { name
      expertFieldCoverage { field members } uncoveredExpertFields } } }`,
    { id: place("wenshan-prefecture").id },
  );
  expect(h.queries).toHaveLength(2);
  expect(matrix.totalCount).toBe(3);
  const rows = matrix.nodes.map(
    (row: { name: string; expertFieldCoverage: { members: number }[]; uncoveredExpertFields: string[] }) => [
      row.name,
      row.expertFieldCoverage.map(({ members }) => members > 0),
      row.uncoveredExpertFields,
    ],
  );
  expect(rows).toEqual([
    ["东风社区", [true, true, true, false, false], ["FINANCE_AND_AUDIT"]],
    ["里布嘎社区", [true, true, true, true, false], []],
    ["高登社区", [false, false, false, false, false], namedExpertFields],
  ]);
  // A community without any think tank is a row, too; a quarter's matrix has its buildings.
  const towers = `query ($id: ID!) { expertFieldMatrix(placeId: $id, level: BUILDING, first: 1) { totalCount nodes { uncoveredExpertFields } } }`;
  expect(await h.ask(towers, { id: place("panlong").id })).toEqual({
    totalCount: 14,
    nodes: [{ uncoveredExpertFields: namedExpertFields }],
  });
});

test("somebody is in each state of nominations and recommendations (R15, R16); one from the two committees serves, others wait (R59)", async () => {
  const states = ({ nodes }: { nodes: { state: string }[] }) => new Set(nodes.map(({ state }) => state));
  const vanguards = `query ($id: ID!) { vanguards(placeId: $id) { nodes { state } } }`;
  expect(states(await h.ask(vanguards, { id: place("panlong").id }, worker))).toEqual(
    new Set(vanguardStates),
  );
  const property = { id: organization("property").id };
  const placements = `query ($id: ID!) { placements(organizationId: $id) { nodes { state } } }`;
  expect(states(await h.ask(placements, property, worker))).toEqual(new Set(placementStates));
  const crosses = `query ($id: ID!) { crossAppointments(organizationId: $id) { nodes { state } } }`;
  expect(states(await h.ask(crosses, property, worker))).toEqual(new Set(["ACTIVE", "RECOMMENDED"]));
});

test("somebody would stand for the owners' committee (R18), and its young members have a fellowship (R38)", async () => {
  const interests = `query ($id: ID!) { committeeInterests(committeeId: $id) { nodes { person { id } } } }`;
  const standing = await h.ask(interests, { id: organization("panlong-owners").id }, worker);
  expect(standing.nodes).toEqual([{ person: { id: person("youth-member").id } }]);
  const fellowships = `query ($id: ID!) { place(id: $id) { committeeFellowships { nodes { name members { totalCount } } } } }`;
  expect((await h.ask(fellowships, { id: place("gaodeng").id })).committeeFellowships).toEqual({
    nodes: [{ name: "盛世盘龙青年业委会委员联谊会", members: { totalCount: 2 } }],
  });
});
