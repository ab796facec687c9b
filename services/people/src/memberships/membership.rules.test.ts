import { expect, test } from "vitest";
import { appointersOf, isFilledByAppointment } from "./appointment.rules.ts";
import { lastsThrough, stateOf } from "./membership.rules.ts";

const term = { startsOn: "2026-03-01", endsOn: "2026-09-01" };

test("a term is in force from its first day to the day before its last", () => {
  expect(stateOf(term, "2026-02-28")).toBe("SCHEDULED");
  expect(stateOf(term, "2026-03-01")).toBe("ACTIVE");
  expect(stateOf(term, "2026-08-31")).toBe("ACTIVE");
  expect(stateOf(term, "2026-09-01")).toBe("ENDED");
  expect(stateOf({ ...term, endsOn: null }, "2199-12-31")).toBe("ACTIVE");
  expect(stateOf({ startsOn: "2026-03-01", endsOn: "2026-03-01" }, "2026-01-01")).toBe("ENDED");
});

test("a term fits into a post that is there from its first to its last day", () => {
  const always = { from: null, until: null };
  expect(lastsThrough(always, term)).toBe(true);
  expect(lastsThrough({ ...always, from: "2026-03-01" }, term)).toBe(true);
  expect(lastsThrough({ ...always, from: "2026-03-02" }, term)).toBe(false);
  expect(lastsThrough({ ...always, until: "2026-09-01" }, term)).toBe(true);
  expect(lastsThrough({ ...always, until: "2026-08-31" }, term)).toBe(false);
  expect(lastsThrough({ ...always, until: "2026-09-01" }, { ...term, endsOn: null })).toBe(false);
});

test("what a post gives decides who may fill it: nobody hands out more than their own right", () => {
  const by = (...[classification, role]: Parameters<typeof appointersOf>) =>
    appointersOf(classification, role).map((steward) => `${steward.role} ${steward.scope}`);
  expect(by("THINK_TANK", "YOUTH_MEMBER")).toEqual([
    "ORGANIZATION_ADMIN ORGANIZATION",
    "COMMUNITY_WORKER PLACE",
  ]);
  expect(by("LEAGUE_ORGANIZATION", "ORGANIZATION_ADMIN")).toEqual([
    "ORGANIZATION_ADMIN ORGANIZATION",
    "LEAGUE_REVIEWER PLACE",
  ]);
  expect(by("RESIDENTS_COMMITTEE", "COMMUNITY_WORKER")).toEqual([
    "LEAGUE_REVIEWER PLACE",
    "PLATFORM_ADMIN PLACE",
  ]);
  expect(by("LEAGUE_ORGANIZATION", "LEAGUE_REVIEWER")).toEqual([
    "LEAGUE_REVIEWER ABOVE",
    "PLATFORM_ADMIN PLACE",
  ]);
  expect(by("COMPANY", "AUDITOR")).toEqual(["PLATFORM_ADMIN PLACE"]);
  expect(by("GOVERNMENT_DEPARTMENT", null)).toEqual([
    "ORGANIZATION_ADMIN ORGANIZATION",
    "PLATFORM_ADMIN PLACE",
  ]);
});

test("nobody is appointed chair or councillor", () => {
  expect(isFilledByAppointment("ALLIANCE", "CHAIR")).toBe(false);
  expect(isFilledByAppointment("YOUTH_COUNCIL", "YOUTH_MEMBER")).toBe(false);
  expect(isFilledByAppointment("ALLIANCE", null)).toBe(true);
});
