import { uuidv7 } from "@linli/kernel";
import type { Viewer, ViewerGrant } from "@linli/passport";
import { expect, test } from "vitest";
import { as, createHarness, noon, person, place, post, visitor } from "../../test/harness.ts";
import { memberships, organizations, persons, posts } from "../db/tables.ts";

type Harness = Pick<Awaited<ReturnType<typeof createHarness>>, "execute" | "queries">;
const analystOf = (placeId: string | null, ...grants: ViewerGrant[]): Viewer => ({
  ...as(uuidv7()),
  grants: [{ role: "ANALYST", place: placeId, organization: null }, ...grants],
});
const vacancies = `query ($by: [VacancyMeasureDimension!]!, $within: ID, $level: PlaceKind) {
  measures: vacancyMeasures(groupBy: $by, within: $within, level: $level) {
    asOf truncated rowLimit suppressed rows { classification place { name } posts vacancies suppressed } } }`;
const holders = `query ($by: [PostHolderMeasureDimension!]!, $within: ID) {
  measures: postHolderMeasures(groupBy: $by, within: $within) {
    suppressed rows { place { name } ageBand posts suppressed } } }`;
const seats = `query ($by: [CouncilSeatMeasureDimension!]!, $within: ID) {
  measures: councilSeatMeasures(groupBy: $by, within: $within) {
    suppressed rows { council { name } building { name } seats suppressed } } }`;
const bodies = `query ($by: [OrganizationMeasureDimension!]!, $within: ID, $level: PlaceKind) {
  measures: organizationMeasures(groupBy: $by, within: $within, level: $level) {
    suppressed rows { classification place { name } month founded } } }`;
const documents = { vacancies, holders, seats, bodies };

async function ask(h: Harness, document: string, variables: object, viewer = analystOf(place.prefecture)) {
  const { data, errors } = await h.execute(document, variables, viewer);
  expect(errors).toBeUndefined();
  return data.measures;
}

/** As many people of one age, each in a post of the county's own. */
async function addHolders(
  h: Awaited<ReturnType<typeof createHarness>>,
  count: number,
  birthDate: string | null,
) {
  const rows = Array.from({ length: count }, () => ({ id: uuidv7(), postId: uuidv7() }));
  await h.db.insert(persons).values(rows.map(({ id }) => ({ id, name: "某某", birthDate })));
  const [body] = await h.db.query.organizations.findMany({ limit: 1 });
  await h.db
    .insert(posts)
    .values(rows.map(({ postId }) => ({ id: postId, organizationId: body!.id, title: "委员" })));
  await h.db
    .insert(memberships)
    .values(rows.map(({ id, postId }) => ({ id: uuidv7(), postId, personId: id, startsOn: "2026-01-01" })));
}

test("measures are for analysts alone", async () => {
  const h = await createHarness();
  const denials = [{ role: null, place: null, organization: null }];
  const worker = { role: "COMMUNITY_WORKER", place: place.prefecture, organization: null } as const;
  for (const [of, document] of Object.entries(documents))
    for (const viewer of [
      visitor,
      as(person.resident),
      { ...as(person.worker), grants: [worker] },
      { ...analystOf(null), denials },
    ]) {
      const { data, errors } = await h.execute(document, { by: [] }, viewer);
      expect(data, of).toEqual({ measures: null });
      expect(errors, of).toMatchObject([{ extensions: { code: "NOT_ALLOWED" } }]);
    }
});

test("a place that is none is told as such", async () => {
  const h = await createHarness();
  const codeFor = async (within: string) =>
    (await h.execute(vacancies, { by: [], within }, analystOf(null))).errors?.[0]?.extensions.code;
  expect(await Promise.all(["nowhere", "", uuidv7()].map(codeFor))).toEqual([
    "INVALID_INPUT",
    "INVALID_INPUT",
    "NOT_FOUND",
  ]);
});

test("vacancies by kind and place, within the grant and its place asked for, in two SQL", async () => {
  const h = await createHarness();
  await h.db.insert(organizations).values({
    id: uuidv7(),
    name: "共青团文山州委",
    classification: "LEAGUE_ORGANIZATION",
    placeId: place.prefecture,
  });
  const [league] = await h.db.query.organizations.findMany({
    where: { classification: "LEAGUE_ORGANIZATION" },
  });
  const secretary = { organizationId: league!.id, title: "书记" };
  await h.db.insert(posts).values([
    { id: uuidv7(), ...secretary, abolishedOn: "2026-11-24" },
    { id: uuidv7(), ...secretary, abolishedOn: "2026-11-23" },
    { id: uuidv7(), ...secretary, createdOn: "2026-11-24" },
  ]);
  h.queries.length = 0;

  expect(await ask(h, vacancies, { by: ["CLASSIFICATION", "PLACE"] })).toEqual({
    asOf: noon.toISOString(),
    truncated: false,
    rowLimit: 1_000,
    suppressed: false,
    rows: expect.arrayContaining([
      { classification: "ALLIANCE", place: { name: "文山市" }, posts: 1, vacancies: 1, suppressed: false },
      {
        classification: "RESIDENTS_COMMITTEE",
        place: { name: "文山市" },
        posts: 1,
        vacancies: 0,
        suppressed: false,
      },
      {
        classification: "LEAGUE_ORGANIZATION",
        place: { name: "文山州" },
        posts: 1,
        vacancies: 1,
        suppressed: false,
      },
    ]),
  });
  expect(h.queries).toHaveLength(2);

  const total = async (variables: object, viewer?: Viewer) =>
    (await ask(h, vacancies, { by: [], ...variables }, viewer)).rows[0];
  expect(await total({})).toMatchObject({ posts: 3, vacancies: 2 });
  expect(await total({ within: place.quarter })).toMatchObject({ posts: 1, vacancies: 1 });
  expect(await total({}, analystOf(place.community))).toMatchObject({ posts: 2, vacancies: 1 });
  expect(await total({ within: place.otherQuarter })).toBeUndefined();
  expect(await total({ within: place.prefecture }, analystOf(place.otherQuarter))).toBeUndefined();
  const denials = [{ role: "ANALYST" as const, place: place.quarter, organization: null }];
  expect(await total({}, { ...analystOf(null), denials })).toMatchObject({ posts: 2, vacancies: 1 });

  const quarters = await ask(h, vacancies, { by: ["PLACE"], level: "QUARTER", within: place.county });
  expect(quarters.rows.map((row: { place: { name: string } }) => row.place.name).toSorted()).toEqual([
    "盛世盘龙小区",
    "高登社区",
  ]);
});

test("a vacancy begins on the day on which a term ends, in Shanghai", async () => {
  const h = await createHarness();
  await h.db.insert(memberships).values({
    id: uuidv7(),
    postId: post.chair,
    personId: person.stranger,
    startsOn: "2026-10-01",
    endsOn: "2026-11-24",
  });
  const count = async (at: string) => {
    h.clock.at = new Date(at);
    return (await ask(h, vacancies, { by: [] })).rows[0].vacancies;
  };
  expect(await count("2026-11-23T15:59:59.999Z")).toBe(0);
  expect(await count("2026-11-23T16:00:00Z")).toBe(1);
});

test("ages of post holders show by county where each band has enough people, or not at all", async () => {
  const h = await createHarness();
  // 陆海燕, born in 1990, is the sixth of that band.
  await addHolders(h, 5, "1990-01-01");
  await addHolders(h, 5, "1960-01-01");
  const band = (ageBand: string | null, count: number | null) => ({
    place: null,
    ageBand,
    posts: count,
    suppressed: count === null,
  });
  expect(await ask(h, holders, { by: ["AGE_BAND"] })).toEqual({
    suppressed: false,
    rows: [band("FROM_36", 6), band("FROM_61", 5)],
  });
  expect((await ask(h, holders, { by: ["PLACE"] })).rows).toMatchObject([
    { place: { name: "文山市" }, posts: 11 },
  ]);

  // Four more, and their band would be what all posts less the other bands are.
  await addHolders(h, 4, "1980-01-01");
  expect(await ask(h, holders, { by: ["AGE_BAND"] })).toEqual({ suppressed: true, rows: [band(null, null)] });
  expect((await ask(h, holders, { by: [] })).rows).toMatchObject([{ posts: 15, suppressed: false }]);
  await addHolders(h, 1, "1980-01-01");
  expect((await ask(h, holders, { by: ["AGE_BAND"] })).rows).toHaveLength(3);
  // Of minors ten are wanted.
  await addHolders(h, 9, "2010-01-01");
  expect((await ask(h, holders, { by: ["AGE_BAND"] })).rows).toEqual([band(null, null)]);
  await addHolders(h, 1, "2010-01-01");
  expect((await ask(h, holders, { by: ["AGE_BAND"] })).rows).toContainEqual(band("UNDER_18", 10));
});

test("of a county, an analyst of a part of it, or one who is denied a part, sees no ages", async () => {
  const h = await createHarness();
  await addHolders(h, 5, "1990-01-01");
  const rows = async (viewer: Viewer, within?: string) =>
    (await ask(h, holders, { by: ["AGE_BAND"], within }, viewer)).rows.length;
  expect(await rows(analystOf(place.county))).toBe(1);
  expect(await rows(analystOf(place.community))).toBe(0);
  expect(await rows(analystOf(place.county), place.community)).toBe(0);
  const denials = [{ role: null, place: place.otherQuarter, organization: null }];
  expect(await rows({ ...analystOf(place.county), denials })).toBe(0);
});

test("organizations are counted by kind, place and month of founding, as they are public (R5)", async () => {
  const h = await createHarness();
  const founded = (name: string, placeId: string, foundedOn: string) => ({
    id: uuidv7(),
    name,
    classification: "LEAGUE_ORGANIZATION" as const,
    placeId,
    foundedOn,
  });
  await h.db
    .insert(organizations)
    .values([
      founded("一支部", place.quarter, "2026-10-31"),
      founded("二支部", place.building, "2026-11-01"),
      founded("三支部", place.otherQuarter, "2026-11-30"),
    ]);
  const row = { classification: "LEAGUE_ORGANIZATION", place: null };
  const league = (rows: { classification: string }[]) =>
    rows.filter(({ classification }) => classification === "LEAGUE_ORGANIZATION");
  const byMonth = await ask(h, bodies, { by: ["CLASSIFICATION", "MONTH"] });
  expect(byMonth.suppressed).toBe(false);
  expect(league(byMonth.rows)).toEqual([
    { ...row, month: "2026-10", founded: 1 },
    { ...row, month: "2026-11", founded: 2 },
  ]);
  const byPlace = await ask(h, bodies, {
    by: ["CLASSIFICATION", "PLACE"],
    level: "QUARTER",
    within: place.quarter,
  });
  expect(league(byPlace.rows)).toEqual([
    { ...row, place: { name: "盛世盘龙小区" }, month: null, founded: 2 },
  ]);
  // The committee and the alliance: nobody noted when they were founded.
  expect((await ask(h, bodies, { by: ["MONTH"] })).rows).toContainEqual({
    classification: null,
    place: null,
    month: null,
    founded: 2,
  });
  expect((await ask(h, bodies, { by: [] })).rows).toMatchObject([{ founded: 5 }]);
});
