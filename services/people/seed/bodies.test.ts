import { organization, person, place } from "@linli/demo-world";
import { createServiceHarness } from "@linli/testing";
import { expect, test } from "vitest";
import { seed as seedWith } from "../seed.ts";
import { own, service } from "../test/harness.ts";

const noon = new Date("2026-11-23T04:00:00Z");

test("the planted cases of bodies are in the demo world (R3, R30, R33, R35, R58, R60, R65)", async () => {
  const h = await createServiceHarness(service, { now: () => noon });
  await seedWith(own)({ db: h.db, now: () => noon, viewer: null, requestId: null });
  const body = async (key: string, fields: string) =>
    (
      await h.execute(`query ($id: ID!) { organization(id: $id) { ${fields} } }`, {
        id: organization(key).id,
      })
    ).data.organization;
  const at = async (key: string, fields: string) =>
    (await h.execute(`query ($id: ID!) { place(id: $id) { ${fields} } }`, { id: place(key).id })).data.place;

  // The Day Eight station in 里布嘎 (R30), co-founded (R29), for a child-friendly community (R31).
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
  // A vacant secretary's post, since two months.
  expect(
    await at("longcheng", "vacancies { nodes { since days post { title organization { name } } } }"),
  ).toMatchObject({
    vacancies: {
      nodes: expect.arrayContaining([
        {
          since: "2026-09-23",
          days: 61,
          post: { title: "团支部书记", organization: { name: "龙成三七商贸团支部" } },
        },
      ]),
    },
  });
  // A council's charter that nobody looked through for more than 24 months (R35).
  expect(
    await at("libuga", "rulesEvidence { state missing bodies { organization { name } state } }"),
  ).toEqual({
    rulesEvidence: {
      state: "STALE",
      missing: [],
      bodies: expect.arrayContaining([
        { organization: { name: "里布嘎社区青年议事会" }, state: "STALE" },
        { organization: { name: "里布嘎社区青年业委会智囊团" }, state: "PASS" },
      ]),
    },
  });
  // Two communities of the programme: one is active, one has no lead (R3, R33).
  expect(await at("libuga", "youthCommunity { state lead { name } }")).toEqual({
    youthCommunity: { state: "ACTIVE", lead: { name: "里布嘎社区党总支" } },
  });
  expect(await at("gaodeng", "youthCommunity { state lead { name } }")).toEqual({
    youthCommunity: { state: "ENROLLED", lead: null },
  });
  // A dissolved organization, with its history.
  expect(
    await body(
      "panlong-club",
      `state once: state(asOf: "2026-06-22") name(asOf: "2025-01-22") posts { totalCount }
       members { totalCount } before: members(asOf: "2026-06-22") { nodes { startsOn post { title } } }`,
    ),
  ).toEqual({
    state: "DISSOLVED",
    once: "ACTIVE",
    name: "盘龙青年义工小组",
    posts: { totalCount: 0 },
    members: { totalCount: 0 },
    before: { nodes: [{ startsOn: "2023-07-23", post: { title: "社长" } }] },
  });
  // A government department is an organization that can be a guest (R65).
  expect(await body("civil-affairs", "classification state")).toEqual({
    classification: "GOVERNMENT_DEPARTMENT",
    state: "ACTIVE",
  });
  // Every body that needs a charter has one in force (R60).
  const forming = await h.execute(`{ organizations(filter: { state: FORMING }) { nodes { name } } }`);
  expect(forming.data.organizations.nodes).toEqual([]);
  // The league's secretary of 东风社区 holds no leadership post (R58).
  const posts = await h.db.query.memberships.findMany({
    where: { personId: person("dongfeng-league-secretary").id },
    with: { post: true },
  });
  expect(posts.map(({ post }) => post.isLeadership)).toEqual([false]);
});
