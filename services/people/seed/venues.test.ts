import { place } from "@linli/demo-world";
import { createServiceHarness } from "@linli/testing";
import { expect, test } from "vitest";
import { seed } from "../seed.ts";
import { own, service } from "../test/harness.ts";

const noon = new Date("2026-11-23T04:00:00Z");

test("in the demo world each pilot finds its league (R7), an office passes and another's photo is too old (R34), and support is given (R4)", async () => {
  const h = await createServiceHarness(service, { now: () => noon });
  await seed(own)({ db: h.db, now: () => noon, viewer: null, requestId: null });
  const { data } = await h.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Place {
      officeAndStaff { state venue { name } } nearestLeagueOrganization { name }
      houses: venues(kind: YOUTH_HOUSE) { nodes { name } } } } }`,
    { r: ["libuga", "panlong", "longcheng"].map((key) => ({ __typename: "Place", id: place(key).id })) },
  );
  expect(data._entities).toEqual([
    {
      officeAndStaff: { state: "PASS", venue: { name: "里布嘎社区青年之家" } },
      nearestLeagueOrganization: { name: "里布嘎社区团总支" },
      houses: { nodes: [{ name: "里布嘎社区青年之家" }] },
    },
    {
      officeAndStaff: { state: "PASS", venue: { name: "盛世盘龙团建联盟办公室" } },
      nearestLeagueOrganization: { name: "盛世盘龙物业团支部" },
      houses: { nodes: [] },
    },
    {
      officeAndStaff: { state: "STALE", venue: { name: "龙成国际楼宇青年工作站" } },
      nearestLeagueOrganization: { name: "龙成数智科技团支部" },
      houses: { nodes: [] },
    },
  ]);
  expect((await h.db.query.supports.findMany()).map(({ kind }) => kind).toSorted()).toEqual([
    "CO_BUILDING",
    "GUIDANCE",
    "GUIDANCE",
    "VENUE",
  ]);
});
