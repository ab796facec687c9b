import { ageOn } from "@linli/kernel";
import { expect, test } from "vitest";
import { AgeUnknown, OwnershipNotVerified, TooOld } from "./council.errors.ts";
import {
  agesOutInTerm,
  daysAfter,
  eligibleUntil,
  lastTooOldBirthDate,
  refusalOfCouncillor,
} from "./council.rules.ts";

const upTo45 = { max: 45, inclusive: true };
const below45 = { max: 45, inclusive: false };
const homes = [{ tenure: "OWNER", within: ["building", "quarter", "community"] }];
const born = (birthDate: string | null) => ({ birthDate, homes });
const join = (birthDate: string | null, on: string, policy = upTo45) =>
  refusalOfCouncillor(born(birthDate), "quarter", on, policy);

test.each([
  ["1981-11-23", "2026-11-23", "on the 45th birthday"],
  ["1980-11-24", "2026-11-23", "on the day before the 46th birthday"],
  ["1980-02-29", "2026-02-28", "born on 29 February, on 28 February before turning 46"],
  ["1984-02-29", "2030-02-28", "born on 29 February, on the last day of being 45"],
])("born on %s one joins on %s: %s (R17)", (birthDate, on) => expect(join(birthDate, on)).toBeNull());

test.each([
  ["1980-11-23", "2026-11-23", "2026-11-23", "on the 46th birthday"],
  ["1980-02-29", "2026-03-01", "2026-03-01", "born on 29 February, on 1 March of a common year"],
  ["1982-02-28", "2028-02-29", "2028-02-28", "the day after, in a leap year"],
])("born on %s one is too old on %s, since %s: %s (R17)", (birthDate, on, until) =>
  expect(join(birthDate, on)).toEqual(new TooOld(until)),
);

test("a policy that excludes its age ends a year earlier (R17)", () => {
  expect(join("1981-11-24", "2026-11-23", below45)).toBeNull();
  expect(join("1981-11-23", "2026-11-23", below45)).toEqual(new TooOld("2026-11-23"));
});

test("a councillor owns a verified home in the quarter; at a community's council, in any of its quarters (R17)", () => {
  const someone = born("1990-01-01");
  expect(refusalOfCouncillor(someone, "community", "2026-11-23", upTo45)).toBeNull();
  expect(refusalOfCouncillor(someone, "elsewhere", "2026-11-23", upTo45)).toEqual(new OwnershipNotVerified());
  const tenant = { birthDate: "1990-01-01", homes: [{ ...homes[0]!, tenure: "TENANT" }] };
  expect(refusalOfCouncillor(tenant, "quarter", "2026-11-23", upTo45)).toEqual(new OwnershipNotVerified());
});

test("without a birth date nobody knows whether one is of age (R17)", () => {
  expect(join(null, "2026-11-23")).toEqual(new AgeUnknown());
});

test("eligibility ends on the very day that age says, whatever the day of birth (R17)", () => {
  const days = [...Array(366 * 5).keys()].map((index) => daysAfter("1979-01-01", index));
  const wrong = days.filter((birthDate) => {
    const until = eligibleUntil(birthDate, upTo45);
    const before = daysAfter(until, -1);
    return !(
      ageOn(birthDate, before) === 45 &&
      ageOn(birthDate, until) === 46 &&
      birthDate <= lastTooOldBirthDate(until, upTo45) &&
      birthDate > lastTooOldBirthDate(before, upTo45)
    );
  });
  expect(wrong).toEqual([]);
});

test("one who ages out before the term ends does so in term; on the day it ends, not (R17)", () => {
  expect(agesOutInTerm("2027-01-01", "2027-01-02")).toBe(true);
  expect(agesOutInTerm("2027-01-01", "2027-01-01")).toBe(false);
  expect(agesOutInTerm("2027-01-01", null)).toBe(true);
});
