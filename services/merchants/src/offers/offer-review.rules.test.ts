import type { Role } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import { crossesCommunities, platformRight, reviewRight } from "./offer-review.rules.ts";

const county = { id: "county", kind: "COUNTY" } as const;
const inCommunity = (id: string) =>
  ({ path: [{ id: `${id}/1`, kind: "QUARTER" }, { id, kind: "COMMUNITY" }, county] }) as const;
const [gaodeng, libuga] = [inCommunity("gaodeng"), inCommunity("libuga")];
const wholeCounty = { path: [county] };
const viewer = (...grants: (readonly [Role, string | null])[]): Viewer => ({
  person: "somebody",
  age: 40,
  residences: [],
  grants: grants.map(([role, place]) => ({ role, place, organization: null })),
});

test("a campaign crosses communities when its places lie in several or above them", () => {
  expect(
    [[gaodeng], [gaodeng, gaodeng], [gaodeng, libuga], [wholeCounty], [gaodeng, wholeCounty]].map(
      crossesCommunities,
    ),
  ).toEqual([false, false, true, true, true]);
});

test.each([
  ["a worker of the community", [gaodeng], [["COMMUNITY_WORKER", "gaodeng"]], "COMMUNITY_WORKER"],
  ["a worker of above", [gaodeng, libuga], [["COMMUNITY_WORKER", "county"]], "COMMUNITY_WORKER"],
  [
    "a worker of both",
    [gaodeng, libuga],
    [
      ["COMMUNITY_WORKER", "gaodeng"],
      ["COMMUNITY_WORKER", "libuga"],
    ],
    "COMMUNITY_WORKER",
  ],
  ["a worker of one of them", [gaodeng, libuga], [["COMMUNITY_WORKER", "gaodeng"]], null],
  ["a worker of one community, of its county", [wholeCounty], [["COMMUNITY_WORKER", "gaodeng"]], null],
  ["a league reviewer, of one community", [gaodeng], [["LEAGUE_REVIEWER", "county"]], null],
  [
    "a league reviewer, of two communities",
    [gaodeng, libuga],
    [["LEAGUE_REVIEWER", "county"]],
    "LEAGUE_REVIEWER",
  ],
  ["a league reviewer of one of two", [gaodeng, libuga], [["LEAGUE_REVIEWER", "gaodeng"]], null],
  ["a league reviewer, of the county", [wholeCounty], [["LEAGUE_REVIEWER", null]], "LEAGUE_REVIEWER"],
  [
    "anybody, of no place",
    [],
    [
      ["COMMUNITY_WORKER", null],
      ["LEAGUE_REVIEWER", null],
    ],
    null,
  ],
  ["an administrator", [gaodeng], [["PLATFORM_ADMIN", null]], null],
] as const)("what is reviewed by %s", (_who, places, grants, role) => {
  expect(reviewRight(viewer(...grants), places)?.role ?? null).toBe(role);
});

test("the platform acts through its administrators", () => {
  expect(platformRight(viewer(["PLATFORM_ADMIN", null]), [gaodeng, libuga])).toEqual({
    role: "PLATFORM_ADMIN",
    scope: null,
  });
  expect(platformRight(viewer(["COMMUNITY_WORKER", null]), [gaodeng])).toBeNull();
});
