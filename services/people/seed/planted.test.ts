import { fixedId, organization, people, person, place } from "@linli/demo-world";
import { afterAll, expect, test } from "vitest";
import { startDemoWorld } from "../test/demo-world.ts";
import { as } from "../test/harness.ts";
import { holding } from "../test/viewers.ts";

// Those cases of the demo world that lie in people; the other services' are in their seed tests.

const h = await startDemoWorld(new Date("2026-11-23T04:00:00Z"));
afterAll(() => h.stop());

const worker = holding(person("worker").id, "COMMUNITY_WORKER", { place: place("gaodeng").id });
const body = (key: string, fields: string) =>
  h.ask(`query ($id: ID!) { organization(id: $id) { ${fields} } }`, { id: organization(key).id });
const at = (key: string, fields: string) =>
  h.ask(`query ($id: ID!) { place(id: $id) { ${fields} } }`, { id: place(key).id });

test("planted: a council member turns 46 in term, and the worker is told of nobody else (R17)", async () => {
  const ageing = { eligibleUntil: "2027-01-27", agesOutInTerm: true, ownershipHolds: true };
  const seats = `query ($id: ID!, $soon: Boolean) { youthCouncilSeats(placeId: $id, eligibilityEnds: $soon) {
    nodes { eligibleUntil agesOutInTerm ownershipHolds } } }`;
  const soon = await h.ask(seats, { id: place("gaodeng").id, soon: true }, worker);
  expect(soon.nodes).toEqual([ageing]);
  const council = (await h.ask(seats, { id: place("panlong").id }, worker)).nodes;
  expect(council).toHaveLength(9);
  expect(council.every(({ ownershipHolds }: typeof ageing) => ownershipHolds)).toBe(true);
  const self = as(person("ageing-councillor").id);
  expect(
    await h.ask("{ viewer { youthCouncilSeats { eligibleUntil agesOutInTerm ownershipHolds } } }", {}, self),
  ).toEqual({ youthCouncilSeats: [ageing] });
});

test("planted: a secretary's post is vacant, since two months", async () => {
  const { vacancies } = await at(
    "longcheng",
    "vacancies { nodes { since days post { title organization { name } } } }",
  );
  expect(vacancies.nodes).toContainEqual({
    since: "2026-09-23",
    days: 61,
    post: { title: "团支部书记", organization: { name: "龙成三七商贸团支部" } },
  });
});

test("planted: a league secretary holds no leadership post (R58)", async () => {
  const gaps = `query ($id: ID!) { communitiesWithLeagueSecretaryGap(placeId: $id) { nodes { name leagueSecretaryGap } } }`;
  expect((await h.ask(gaps, { id: place("wenshan-prefecture").id })).nodes).toEqual([
    { name: "东风社区", leagueSecretaryGap: "NOT_IN_LEADERSHIP" },
  ]);
  const posts = await h.db.query.memberships.findMany({
    where: { personId: person("dongfeng-league-secretary").id },
    with: { post: true },
  });
  expect(posts.map(({ post }) => post.isLeadership)).toEqual([false]);
});

/** Who presided over the alliance of 盛世盘龙 at a moment, Shanghai time. */
const chair = async (moment: string) =>
  (
    await body(
      "panlong-alliance",
      `alliance { chair(at: "${new Date(`${moment}+08:00`).toISOString()}") {
        kind round seat { organization { name } } inPlaceOf { organization { name } } } }`,
    )
  ).alliance.chair;
const league = (name: string) => ({ organization: { name } });

test("planted: the chair was away for a week, and the next seat acted (R9)", async () => {
  const [property, training] = [league("盛世盘龙物业团支部"), league("文山市校外培训行业团支部")];
  const usual = { kind: "REGULAR", round: 3, seat: property, inPlaceOf: null };
  const acting = { kind: "ACTING", round: 3, seat: training, inPlaceOf: property };
  expect(await chair("2026-10-02T09:29:59.999")).toEqual(usual);
  expect(await chair("2026-10-02T09:30:00.000")).toEqual(acting);
  expect(await chair("2026-10-09T09:29:59.999")).toEqual(acting);
  expect(await chair("2026-10-09T09:30:00.000")).toEqual(usual);
});

test("planted: two seats swapped their terms in one round, and no other (R9)", async () => {
  const [property, aluminium] = [league("盛世盘龙物业团支部"), league("文铝公司团委")];
  expect(await chair("2025-12-23T00:00:00")).toMatchObject({ kind: "REGULAR", round: 1, seat: aluminium });
  expect(await chair("2026-04-23T00:00:00")).toMatchObject({ kind: "SWAPPED", round: 2, seat: property });
  expect(await chair("2026-05-23T00:00:00")).toMatchObject({ kind: "SWAPPED", round: 2, seat: aluminium });
  expect(await chair("2026-09-23T00:00:00")).toMatchObject({ kind: "REGULAR", round: 3, seat: property });
});

test("planted: of the children of whom a guardian spoke, one's consent to care was withdrawn (R47)", async () => {
  const ask = `{ viewer { guardianships { nodes { state minor { id } consents { purpose given } } } } }`;
  const spoken = await h.db.query.consents.findMany({ where: { purpose: "MINOR_CARE", given: false } });
  expect(spoken).toHaveLength(1);
  const { guardianships } = await h.ask(ask, {}, as(spoken[0]!.givenBy));
  const ofChild = guardianships.nodes.find(
    ({ minor }: { minor: { id: string } }) => minor.id === spoken[0]!.personId,
  );
  expect(ofChild).toMatchObject({
    state: "CONFIRMED",
    consents: expect.arrayContaining([{ purpose: "MINOR_CARE", given: false }]),
  });
});

const standings = `{ viewer { residenceHistory { nodes { standing verifiedUntil } } } }`;

test("planted: a home that somebody still keeps has a verification that ran out", async () => {
  const { residenceHistory } = await h.ask(standings, {}, as(person("resident-elsewhere").id));
  expect(residenceHistory.nodes.map(({ standing }: { standing: string }) => standing).toSorted()).toEqual([
    "EXPIRED",
    "VERIFIED",
  ]);
});

test("planted: behind one door as many are verified as may be, and the next one waits for a review", async () => {
  const lodgers = people.filter(({ key }) => key.startsWith("dormitory-"));
  const seen = await Promise.all(lodgers.map(({ id }) => h.ask(standings, {}, as(id))));
  expect(seen.map(({ residenceHistory }) => residenceHistory.nodes[0].standing)).toEqual([
    ...Array.from({ length: h.context.policies.peoplePerHousehold }, () => "VERIFIED"),
    "NEEDS_REVIEW",
  ]);
  const secondWorker = holding(person("worker").id, "COMMUNITY_WORKER", { place: place("dongfeng").id });
  const waiting = await h.ask(
    `query ($id: ID!) { residencesToVerify(placeId: $id, first: 100) { nodes { id standing } } }`,
    { id: place("longcheng").id },
    secondWorker,
  );
  expect(waiting.nodes).toContainEqual({ id: fixedId("residence:dormitory-9"), standing: "NEEDS_REVIEW" });
});

test("planted: three councillors live in one building, and the public total would betray them; neither they nor the other six show", async () => {
  const seats = `query ($by: [CouncilSeatMeasureDimension!]!, $within: ID) {
    councilSeatMeasures(groupBy: $by, within: $within) { suppressed rows { council { name } building { name } seats suppressed } } }`;
  const analyst = holding(person("analyst").id, "ANALYST", { place: place("wenshan-prefecture").id });
  const within = place("panlong").id;
  expect(await h.ask(seats, { by: ["COUNCIL"], within }, analyst)).toEqual({
    suppressed: false,
    rows: [{ council: { name: "盛世盘龙小区青年议事会" }, building: null, seats: 9, suppressed: false }],
  });
  // Nine less the six of building 6 would be the three of building 11.
  for (const by of [["BUILDING"], ["COUNCIL", "BUILDING"]])
    expect(await h.ask(seats, { by, within }, analyst)).toMatchObject({
      suppressed: true,
      rows: [{ building: null, seats: null, suppressed: true }],
    });
});

test("planted: a council's charter was looked through by nobody for more than 24 months (R35, R60)", async () => {
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
  const forming = await h.ask(`{ organizations(filter: { state: FORMING }) { nodes { name } } }`);
  expect(forming.nodes).toEqual([]);
});

test("planted: of three offices one's photo of the sign is too old (R7, R34)", async () => {
  const fields = `officeAndStaff { state venue { name } } nearestLeagueOrganization { name } houses: venues(kind: YOUTH_HOUSE) { nodes { name } }`;
  const office = (state: string, venue: string, nearest: string, ...houses: string[]) => ({
    officeAndStaff: { state, venue: { name: venue } },
    nearestLeagueOrganization: { name: nearest },
    houses: { nodes: houses.map((name) => ({ name })) },
  });
  expect(await at("libuga", fields)).toEqual(
    office("PASS", "里布嘎社区青年之家", "里布嘎社区团总支", "里布嘎社区青年之家"),
  );
  expect(await at("panlong", fields)).toEqual(office("PASS", "盛世盘龙团建联盟办公室", "盛世盘龙物业团支部"));
  expect(await at("longcheng", fields)).toEqual(
    office("STALE", "龙成国际楼宇青年工作站", "龙成数智科技团支部"),
  );
});

test("planted: a community of the programme has no lead (R3, R33)", async () => {
  const youthCommunity = "youthCommunity { state lead { name } }";
  expect(await at("gaodeng", youthCommunity)).toEqual({ youthCommunity: { state: "ENROLLED", lead: null } });
  expect(await at("libuga", youthCommunity)).toEqual({
    youthCommunity: { state: "ACTIVE", lead: { name: "里布嘎社区党总支" } },
  });
});

test("planted: a dissolved organization has its history", async () => {
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
});
