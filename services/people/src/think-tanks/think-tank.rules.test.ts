import { expect, test } from "vitest";
import {
  contributionKinds,
  coverage,
  expertFields,
  namedExpertFields,
  talentSources,
  uncoveredFields,
} from "./think-tank.rules.ts";

test("five sources, four named fields and others, three vehicles (R24, R25, R26)", () => {
  expect(talentSources).toHaveLength(5);
  expect(namedExpertFields).toHaveLength(4);
  expect(expertFields).toEqual([...namedExpertFields, "OTHER"]);
  expect(contributionKinds).toHaveLength(3);
});

test("named fields that nobody covers are listed; other knowledge fills no gap (R25)", () => {
  expect(uncoveredFields([])).toEqual(namedExpertFields);
  expect(uncoveredFields(["LEGAL", "OTHER"])).toEqual([
    "PUBLIC_UTILITIES",
    "CONSTRUCTION",
    "FINANCE_AND_AUDIT",
  ]);
  expect(uncoveredFields(expertFields)).toEqual([]);
});

test("coverage names every field, and counts a person once, in however many think tanks (R61)", () => {
  const members = [
    { personId: "a", adviser: { fields: ["LEGAL", "OTHER"] as const } },
    { personId: "a", adviser: { fields: ["LEGAL"] as const } },
    { personId: "b", adviser: { fields: ["LEGAL"] as const } },
    { personId: "c", adviser: { fields: [] } },
    { personId: "d", adviser: null },
  ];
  expect(coverage(members)).toEqual([
    { field: "PUBLIC_UTILITIES", members: 0 },
    { field: "CONSTRUCTION", members: 0 },
    { field: "LEGAL", members: 2 },
    { field: "FINANCE_AND_AUDIT", members: 0 },
    { field: "OTHER", members: 1 },
  ]);
});
