import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import {
  addHome,
  as,
  createHarness,
  noon,
  organization,
  person,
  place,
  visitor,
} from "../../test/harness.ts";
import { grants } from "../db/tables.ts";

const me = `query Me { viewer {
  person { id name residences { place { id name } verifiedAt } }
  grants { role scopePlace { id name } scopeOrganization { id name } }
} }`;

test("nobody is signed in as a visitor", async () => {
  const h = await createHarness();
  expect(await h.execute(me, {}, visitor)).toEqual({ data: { viewer: null } });
  expect(h.queries).toEqual([]);
});

test("who I am: one SQL each for the person, the grants, their places and their organizations", async () => {
  const h = await createHarness();
  const verifiedAt = new Date("2025-01-01T00:00:00Z");
  const home = { personId: person.worker };
  await addHome(h, { ...home, startsOn: "2024-01-01", verifiedAt });
  await addHome(h, { ...home, placeId: place.otherQuarter, startsOn: "2023-01-01", verifiedAt: null });
  await addHome(h, { ...home, placeId: place.quarter, startsOn: "2019-01-01", endsOn: "2024-01-01" });
  const given = { personId: person.worker, source: "MANUAL" as const, from: new Date(+noon - 1000) };
  await h.db.insert(grants).values([
    { ...given, id: uuidv7(), role: "ANALYST", placeId: place.prefecture },
    { ...given, id: uuidv7(), role: "ORGANIZATION_ADMIN", organizationId: organization.alliance },
  ]);
  h.queries.length = 0;
  const result = await h.execute(me, {}, as(person.worker));
  expect(result.errors).toBeUndefined();
  const { person: self, grants: rights } = result.data.viewer;
  expect(self).toEqual({
    id: person.worker,
    name: "陆海燕",
    residences: [
      { place: { id: place.building, name: "3幢" }, verifiedAt: verifiedAt.toISOString() },
      { place: { id: place.otherQuarter, name: "卧龙花园" }, verifiedAt: null },
    ],
  });
  expect(rights).toHaveLength(3);
  expect(rights).toEqual(
    expect.arrayContaining([
      {
        role: "COMMUNITY_WORKER",
        scopePlace: { id: place.community, name: "高登社区" },
        scopeOrganization: { id: organization.committee, name: "高登社区居委会" },
      },
      { role: "ANALYST", scopePlace: { id: place.prefecture, name: "文山州" }, scopeOrganization: null },
      {
        role: "ORGANIZATION_ADMIN",
        scopePlace: null,
        scopeOrganization: { id: organization.alliance, name: "盛世盘龙团建联盟" },
      },
    ]),
  );
  expect(h.queries).toHaveLength(4);
});

test("two selections of the same grants each get what they ask for", async () => {
  const h = await createHarness();
  const result = await h.execute(
    `{ a: viewer { grants { scopePlace { id } } } b: viewer { grants { scopePlace { name kind } } } }`,
    {},
    as(person.worker),
  );
  expect(result).toEqual({
    data: {
      a: { grants: [{ scopePlace: { id: place.community } }] },
      b: { grants: [{ scopePlace: { name: "高登社区", kind: "COMMUNITY" } }] },
    },
  });
});

test("other services' viewer is answered for the person of the passport alone", async () => {
  const h = await createHarness();
  const ask = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { id person { name } grants { role } } } }`;
  const r = [person.worker, person.resident, "not-a-uuid"].map((id) => ({ __typename: "Viewer", id }));
  const self = { id: person.worker, person: { name: "陆海燕" }, grants: [{ role: "COMMUNITY_WORKER" }] };
  expect(await h.execute(ask, { r }, as(person.worker))).toEqual({ data: { _entities: [self, null, null] } });
  expect(await h.execute(ask, { r }, visitor)).toEqual({ data: { _entities: [null, null, null] } });
});

test("a passport of somebody whom people does not know names no person and gives no right", async () => {
  const h = await createHarness();
  expect(await h.execute(me, {}, as(uuidv7()))).toEqual({ data: { viewer: { person: null, grants: [] } } });
});
