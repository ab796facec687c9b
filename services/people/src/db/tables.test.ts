import { constraintOf } from "@linli/testing";
import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { createHarness, noon, organization, person, place, post } from "../../test/harness.ts";
import * as tables from "./tables.ts";

const id = uuidv7();
const home = {
  id,
  personId: person.resident,
  placeId: place.building,
  tenure: "OWNER",
  startsOn: "2026-01-01",
} as const;
const body = { id, name: "业委会", classification: "OWNERS_COMMITTEE", placeId: place.quarter } as const;
const term = { id, postId: post.chair, personId: person.resident, startsOn: "2026-01-01" };
const grant = { id, personId: person.resident, role: "ANALYST", source: "MANUAL", from: noon } as const;
const pilot = {
  placeId: place.quarter,
  startedOn: "2026-01-01",
  sponsorId: organization.alliance,
  guideId: organization.alliance,
};
const building = { id, kind: "BUILDING", name: "4幢", parentId: place.quarter } as const;

type Db = Awaited<ReturnType<typeof createHarness>>["db"];
const refused: [what: string, constraint: string, write: (db: Db) => Promise<unknown>][] = [
  [
    "a second top",
    "only_the_top_has_no_parent",
    (db) => db.insert(tables.places).values({ ...building, parentId: null }),
  ],
  [
    "a prefecture in something",
    "only_the_top_has_no_parent",
    (db) => db.insert(tables.places).values({ ...building, kind: "PREFECTURE" }),
  ],
  [
    "a place without a name",
    "name_is_given",
    (db) => db.insert(tables.places).values({ ...building, name: "" }),
  ],
  [
    "a place in a place that is not there",
    "places_parent_id_places_id_fkey",
    (db) => db.insert(tables.places).values({ ...building, parentId: uuidv7() }),
  ],
  [
    "a path twice",
    "place_paths_pkey",
    (db) => db.insert(tables.placePaths).values({ placeId: place.quarter, ancestorId: place.county }),
  ],
  ["a person without a name", "name_is_given", (db) => db.insert(tables.persons).values({ id, name: "" })],
  [
    "one sign-in for two people",
    "accounts_pkey",
    (db) =>
      db
        .insert(tables.accounts)
        .values({ issuer: "demo", subject: person.resident, personId: person.worker }),
  ],
  [
    "a home that ends as it begins",
    "ends_after_it_starts",
    (db) => db.insert(tables.residences).values({ ...home, endsOn: home.startsOn }),
  ],
  [
    "an organization without a name",
    "name_is_given",
    (db) => db.insert(tables.organizations).values({ ...body, name: "" }),
  ],
  [
    "a sector of no league organization",
    "only_league_organizations_have_a_sector",
    (db) => db.insert(tables.organizations).values({ ...body, sector: "GRASSROOTS" }),
  ],
  [
    "an organization nowhere",
    "organizations_place_id_places_id_fkey",
    (db) => db.insert(tables.organizations).values({ ...body, placeId: id }),
  ],
  [
    "a term that ends before it begins",
    "does_not_end_before_it_starts",
    (db) => db.insert(tables.memberships).values({ ...term, endsOn: "2025-12-31" }),
  ],
  [
    "a post held by nobody",
    "memberships_person_id_persons_id_fkey",
    (db) => db.insert(tables.memberships).values({ ...term, personId: id }),
  ],
  [
    "a grant that ends as it begins",
    "ends_after_it_starts",
    (db) => db.insert(tables.grants).values({ ...grant, until: noon }),
  ],
  [
    "a delegation for good",
    "a_delegation_ends",
    (db) => db.insert(tables.grants).values({ ...grant, source: "DELEGATION" }),
  ],
  [
    "two pilots in one place",
    "pilots_place_id_key",
    (db) =>
      db.insert(tables.pilots).values([
        { ...pilot, id },
        { ...pilot, id: uuidv7() },
      ]),
  ],
];

test("the database refuses what must never be", async () => {
  const { db } = await createHarness();
  const answers = [];
  for (const [what, , write] of refused) {
    const constraint = await write(db).then(() => "accepted", constraintOf);
    answers.push([what, constraint]);
  }
  expect(answers).toEqual(refused.map(([what, constraint]) => [what, constraint]));
});
