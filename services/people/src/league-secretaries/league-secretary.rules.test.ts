import { expect, test } from "vitest";
import { type Body, gapOf } from "./league-secretary.rules.ts";

const held = (...personIds: string[]) => personIds.map((personId) => ({ personId }));
const league = (...holders: string[]): Body => ({
  classification: "LEAGUE_ORGANIZATION",
  sector: "GRASSROOTS",
  posts: [
    { role: "ORGANIZATION_ADMIN", isLeadership: false, memberships: held(...holders) },
    { role: null, isLeadership: false, memberships: held("another") },
  ],
});
const committee = (isLeadership: boolean, ...holders: string[]): Body => ({
  classification: "RESIDENTS_COMMITTEE",
  sector: null,
  posts: [{ role: null, isLeadership, memberships: held(...holders) }],
});

test("a community's league secretary also holds a leadership post, else the gap has a name (R58)", () => {
  expect(gapOf([])).toBe("NO_LEAGUE_ORGANIZATION");
  expect(gapOf([{ ...league("secretary"), sector: "ENTERPRISE" }, committee(true, "secretary")])).toBe(
    "NO_LEAGUE_ORGANIZATION",
  );
  expect(gapOf([league(), committee(true, "another")])).toBe("SECRETARY_VACANT");
  expect(gapOf([league("secretary"), committee(true, "another")])).toBe("NOT_IN_LEADERSHIP");
  expect(gapOf([league("secretary"), committee(false, "secretary")])).toBe("NOT_IN_LEADERSHIP");
  expect(gapOf([league("secretary"), committee(true, "secretary")])).toBeNull();
  const party = { ...committee(true, "secretary"), classification: "PARTY_ORGANIZATION" };
  expect(gapOf([league("secretary"), party])).toBeNull();
  const thinkTank = { ...committee(true, "secretary"), classification: "THINK_TANK" };
  expect(gapOf([league("secretary"), thinkTank])).toBe("NOT_IN_LEADERSHIP");
});
