import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import { analystScope } from "./analyst.rules.ts";
import { measures, rowLimit } from "./measures.rules.ts";

const [county, community] = [uuidv7(), uuidv7()];
const analyst = (grants: Viewer["grants"], denials: Viewer["denials"] = []): Viewer => ({
  person: uuidv7(),
  age: 30,
  residences: [],
  grants,
  denials,
});
const bound = { role: "ANALYST", place: county, organization: null } as const;

test("an analyst sees the places of the grants, and not those that are denied", () => {
  expect(analystScope(analyst([bound]))).toEqual({ within: [county], except: [] });
  expect(analystScope(analyst([bound, { ...bound, place: null }]))).toEqual({ within: null, except: [] });
  const denied = { ...bound, place: community };
  for (const role of ["ANALYST", null] as const)
    expect(analystScope(analyst([bound], [{ ...denied, role }])).except).toEqual([community]);
  expect(analystScope(analyst([bound], [{ ...denied, role: "CHAIR" }])).except).toEqual([]);
  expect(analystScope(analyst([{ ...bound, place: null, organization: county }])).within).toEqual([]);
});

test("nobody else sees figures", () => {
  for (const viewer of [
    null,
    analyst([]),
    analyst([{ ...bound, role: "COMMUNITY_WORKER" }]),
    analyst([bound], [{ role: null, place: null, organization: null }]),
  ])
    expect(() => analystScope(viewer)).toThrow("Measures are for analysts.");
});

test("an answer is never cut silently", () => {
  const row = { at: {}, figures: { seats: 5 }, suppressed: false };
  const at = new Date();
  expect(measures(at, [row])).toEqual({
    asOf: at,
    truncated: false,
    rowLimit,
    suppressed: false,
    rows: [row],
  });
  const many = Array.from({ length: rowLimit + 1 }, () => row);
  expect(measures(at, many)).toMatchObject({ truncated: true, rows: { length: rowLimit } });
  // Also of what no longer fits.
  expect(measures(at, [...many, { ...row, suppressed: true }])).toMatchObject({ suppressed: true });
});
