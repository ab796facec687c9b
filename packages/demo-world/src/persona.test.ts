import { expect, test } from "vitest";
import { grants, liesWithin, memberships, people, persona, personas, place, posts } from "./index.ts";

const roleless = [
  "resident",
  "resident-elsewhere",
  "unverified",
  "merchant-owner",
  "merchant-staff",
  "other-merchant-staff",
];

const whoIs = (name: string) => people.find(({ id }) => id === persona(name)?.personId)!;
const rolesOf = (name: string) => {
  const { id } = whoIs(name);
  const held = memberships.filter(({ personId }) => personId === id);
  return [
    ...posts
      .filter((post) => post.grantsRole && held.some(({ postId }) => postId === post.id))
      .map((post) => [post.grantsRole, post.scopePlaceId]),
    ...grants.filter(({ personId }) => personId === id).map(({ role, placeId }) => [role, placeId]),
  ];
};

test("each sign-in is another person, described in Chinese", () => {
  expect(new Set(personas.map(({ personId }) => personId)).size).toBe(personas.length);
  expect(
    personas.filter(({ label, hint }) => !/\p{Script=Han}/u.test(label) || !/\p{Script=Han}/u.test(hint)),
  ).toEqual([]);
  expect(persona("nobody")).toBeUndefined();
});

test("residents own homes where their names say; the unverified one has none that counts", () => {
  const [here, elsewhere] = [whoIs("resident").home, whoIs("resident-elsewhere").home];
  expect(here).toMatchObject({ tenure: "OWNER", verified: true });
  expect(liesWithin(here!.placeId, "panlong")).toBe(true);
  expect(elsewhere).toMatchObject({ tenure: "OWNER", verified: true });
  expect(liesWithin(elsewhere!.placeId, "libuga")).toBe(true);
  expect(whoIs("unverified").home?.verified).toBe(false);
});

test.each(roleless)("%s has no role among people", (name) => expect(rolesOf(name)).toEqual([]));

test.each([
  ["worker", "COMMUNITY_WORKER", "gaodeng"],
  ["worker-elsewhere", "COMMUNITY_WORKER", "libuga"],
  ["owners-committee", "OWNERS_COMMITTEE", "panlong"],
  ["property-company", "PROPERTY_COMPANY", "panlong"],
  ["league-reviewer", "LEAGUE_REVIEWER", "wenshan"],
  ["analyst", "ANALYST", "wenshan-prefecture"],
])("%s is %s in %s", (name, role, where) => expect(rolesOf(name)).toContainEqual([role, place(where).id]));

test.each([
  ["youth-member", "YOUTH_MEMBER"],
  ["organization-admin", "ORGANIZATION_ADMIN"],
  // Who chairs follows from the rotation: the seat of this organization is in term.
  ["chair", "ORGANIZATION_ADMIN"],
])("%s has the right of %s at an organization", (name, role) =>
  expect(rolesOf(name)).toContainEqual([role, undefined]),
);

test.each([
  ["admin", "PLATFORM_ADMIN"],
  ["auditor", "AUDITOR"],
])("the right of %s is not bound to a place", (name, role) =>
  expect(rolesOf(name)).toEqual([[role, undefined]]),
);
