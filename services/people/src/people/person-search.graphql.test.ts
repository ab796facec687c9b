import { tablesReadThrough } from "@linli/database";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { as, createHarness, person, place, visitor } from "../../test/harness.ts";
import { households, persons, residences, verifications } from "../db/tables.ts";
import { layOutPlaces } from "../places/place.actions.ts";
import { countedAtMost, peopleOfPage, peopleSought } from "./person-search.actions.ts";

type Harness = Awaited<ReturnType<typeof createHarness>>;
const document = `query ($name: String!, $within: ID, $first: Int, $after: String) {
  people(name: $name, within: $within, first: $first, after: $after) {
    totalCount nodes { id name } pageInfo { hasNextPage endCursor } } }`;

const holding = (
  role: "COMMUNITY_WORKER" | "LEAGUE_REVIEWER" | "ANALYST" | "PLATFORM_ADMIN",
  at: string | null,
) => ({ role, place: at, organization: null }) as const;
const workerIn = (placeId: string | null): Viewer => ({
  ...as(person.worker),
  grants: [holding("COMMUNITY_WORKER", placeId)],
});

/** Somebody who lives in a place, verified from 2020 to 2030 unless said. */
async function addResident(
  h: Harness,
  name: string,
  placeId: string,
  {
    startsOn = "2020-01-01",
    endsOn = null as string | null,
    from = new Date("2020-01-02"),
    until = new Date("2030-01-01"),
    birthDate = null as string | null,
  } = {},
) {
  const [id, residenceId] = [uuidv7(), uuidv7()];
  await h.db.insert(persons).values({ id, name, birthDate });
  await h.db.insert(households).values({ id, buildingId: placeId, room: id });
  const home = { id: residenceId, personId: id, householdId: id, placeId, startsOn, endsOn };
  await h.db.insert(residences).values({ ...home, tenure: "OWNER" });
  await h.db.insert(verifications).values({
    id: uuidv7(),
    residenceId,
    personId: id,
    state: "VERIFIED",
    method: "POSTED_CODE",
    reportedAt: from,
    decidedAt: from,
    from,
    until,
  });
  return id;
}
async function found(h: Harness, viewer: Viewer, variables: object = {}) {
  const { data, errors } = await h.execute(document, { name: "农晓", ...variables }, viewer);
  expect(errors).toBeUndefined();
  expect(data.people.totalCount).toBe(data.people.nodes.length);
  return data.people.nodes.map(({ id }: { id: string }) => id);
}

test("a worker finds, masked, who lives in the places of the grant and below, and nobody else", async () => {
  const h = await createHarness();
  const inBuilding = await addResident(h, "农晓明", place.building);
  const elsewhere = await addResident(h, "农晓芳", place.otherQuarter);
  await addResident(h, "王小明", place.building);
  await addResident(h, "农晓东", place.building, { endsOn: "2026-11-23" });
  await addResident(h, "农晓西", place.building, { startsOn: "2026-11-24" });
  const leaving = await addResident(h, "农晓南", place.building, { endsOn: "2026-11-24" });

  expect(await found(h, workerIn(place.quarter))).toEqual([leaving, inBuilding]);
  expect(await found(h, workerIn(place.otherQuarter))).toEqual([elsewhere]);
  const everybody = [leaving, inBuilding, elsewhere];
  expect(await found(h, workerIn(place.county))).toEqual(everybody);
  expect(await found(h, workerIn(null))).toEqual(everybody);
  const reviewer = { ...as(person.worker), grants: [holding("LEAGUE_REVIEWER", place.prefecture)] };
  expect(await found(h, reviewer)).toEqual(everybody);
  expect(await found(h, reviewer, { within: place.otherQuarter })).toEqual([elsewhere]);
  expect(await found(h, reviewer, { within: uuidv7() })).toEqual([]);
  const both = {
    ...workerIn(place.building),
    grants: [place.building, place.otherQuarter].map((at) => holding("COMMUNITY_WORKER", at)),
  };
  expect(await found(h, both)).toEqual(everybody);
  // What is denied outweighs what is granted, and takes what is below along.
  const denials = [{ role: null, place: place.quarter, organization: null }];
  expect(await found(h, { ...workerIn(place.county), denials })).toEqual([elsewhere]);

  const { data } = await h.execute(document, { name: "晓芳" }, workerIn(null));
  expect(data.people.nodes).toMatchObject([{ name: "农**" }]);
});

test("children are not found by their name before they are 14", async () => {
  const h = await createHarness();
  const born = (birthDate: string) => addResident(h, "农晓雨", place.building, { birthDate, endsOn: null });
  const grown = await born("2012-11-23");
  await born("2012-11-24");
  expect(await found(h, workerIn(null))).toEqual([grown]);
});

test("nobody else looks people up, and not by less than two characters", async () => {
  const h = await createHarness();
  const codeFor = async (viewer: Viewer | null, variables: object = {}) => {
    const { data, errors } = await h.execute(document, { name: "农晓", ...variables }, viewer);
    expect(data.people).toBeNull();
    return errors?.[0]?.extensions.code;
  };
  for (const viewer of [
    visitor,
    as(person.resident),
    { ...as(person.resident), grants: [holding("ANALYST", null), holding("PLATFORM_ADMIN", null)] },
    {
      ...as(person.resident),
      grants: [{ ...holding("COMMUNITY_WORKER", null), organization: uuidv7() }],
      denials: [{ role: null, place: null, organization: null }],
    },
  ])
    expect(await codeFor(viewer)).toBe("NOT_ALLOWED");
  for (const name of ["李", " 李 ", "", "\u0000农晓", "李".repeat(51)])
    expect(await codeFor(workerIn(null), { name })).toBe("INVALID_INPUT");
  expect(await codeFor(workerIn(null), { within: "nowhere" })).toBe("INVALID_INPUT");
});

test("pages follow each other without gap or repetition, each in one SQL for the rows and one for the count", async () => {
  const h = await createHarness();
  const ids = [];
  for (const name of ["农晓明", "农晓明", "农晓明", "农晓芳", "农晓红"])
    ids.push(await addResident(h, name, place.building));
  const seen: string[] = [];
  let after: string | null = null;
  do {
    h.queries.length = 0;
    const { data } = await h.execute(document, { name: "农晓", first: 2, after }, workerIn(null));
    expect(h.queries).toHaveLength(2);
    expect(data.people.totalCount).toBe(5);
    seen.push(...data.people.nodes.map(({ id }: { id: string }) => id));
    after = data.people.pageInfo.hasNextPage ? data.people.pageInfo.endCursor : null;
  } while (after);
  const { data } = await h.execute(
    `query ($before: String) { people(name: "农晓", last: 2, before: $before) { nodes { id } } }`,
    { before: null },
    workerIn(null),
  );
  expect(data.people.nodes.map(({ id }: { id: string }) => id)).toEqual(seen.slice(-2));
  expect(seen).toHaveLength(5);
  expect(seen.toSorted()).toEqual(ids.toSorted());
});

test("of 10,000 people the index finds the few, without reading through a table", async () => {
  const h = await createHarness();
  await h.db.execute(sql`
    insert into persons (id, name)
    select gen_random_uuid(), chr(19968 + n % 300) || chr(20500 + n % 211) || chr(21000 + n % 97)
    from generate_series(1, 10000) n`);
  await h.db.execute(sql`
    with homes as (
      insert into households (id, building_id, room) select id, ${place.building}, id::text from persons returning id
    )
    insert into residences (id, person_id, household_id, place_id, tenure, starts_on)
    select gen_random_uuid(), id, id, ${place.building}, 'OWNER', '2020-01-01' from homes`);
  await h.db.execute(sql`
    insert into residency_verifications
      (id, residence_id, person_id, state, method, reported_at, decided_at, "from", "until")
    select gen_random_uuid(), id, person_id, 'VERIFIED', 'POSTED_CODE', '2020-01-02', '2020-01-02', '2020-01-02', '2030-01-01'
    from residences`);
  const wanted = await addResident(h, "农晓明", place.building);
  // More places than few: below the prefecture each who is found is asked about, in the quarter all are gathered first.
  await layOutPlaces(
    h.context,
    Array.from({ length: 200 }, (_, index) => ({
      id: uuidv7(),
      kind: "BUILDING" as const,
      name: `${index}幢`,
      parentId: place.otherQuarter,
    })),
  );
  await h.db.execute(sql`analyze`);
  for (const where of [place.prefecture, place.quarter]) {
    const viewer = workerIn(where);
    expect(await found(h, viewer)).toEqual([wanted]);
    expect(await found(h, viewer, { within: place.building })).toEqual([wanted]);
    const context = { ...h.context, viewer };
    const people = await peopleSought(context, { name: "农晓" });
    const first = (page: Omit<Parameters<typeof peopleOfPage>[2], "where">) =>
      h.db.query.persons
        .findMany({ where: peopleOfPage(context, people, { where: people.named, ...page }) })
        .toSQL();
    const statements = [
      first({ orderBy: { name: "asc", id: "asc" }, limit: 21 }),
      first({ limit: countedAtMost }),
    ];
    const read = await tablesReadThrough(h.db, statements, { rows: 5_000 });
    // All 10,000 live in that one quarter.
    expect(read.filter((table) => table === "persons" || where === place.prefecture)).toEqual([]);
  }
});
