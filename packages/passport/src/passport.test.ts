import { expect, test } from "vitest";
import { createPassportKeys, passportIssuer, passportVerifier } from "./index.ts";
import { hasGrant, livesWithin, type Viewer } from "./viewer.ts";

const [town, quarter, elsewhere] = ["1", "2", "3"].map(
  (digit) => `01900000-0000-7000-8000-00000000000${digit}`,
) as [string, string, string];
const viewer: Viewer = {
  person: "01900000-0000-7000-8000-00000000000a",
  age: 30,
  residences: [{ place: quarter, within: [quarter, town], tenure: "OWNER" }],
  grants: [{ role: "COMMUNITY_WORKER", place: town, organization: null }],
};
const now = new Date("2026-11-23T12:00:00Z");

test("a passport tells a service who asks, for sixty seconds", async () => {
  const keys = await createPassportKeys();
  const passport = await (await passportIssuer(keys.private))(viewer, now);
  const verify = await passportVerifier(keys.public);
  expect(await verify(passport, now)).toEqual(viewer);
  expect(await verify(passport, new Date(+now + 59_999))).toEqual(viewer);
  expect(await verify(passport, new Date(+now + 60_000))).toBeNull();
});

test("whoever shows no passport, a garbled one or one signed by another key is a visitor", async () => {
  const [ours, theirs] = [await createPassportKeys(), await createPassportKeys()];
  const verify = await passportVerifier(ours.public);
  const forged = await (await passportIssuer(theirs.private))(viewer, now);
  for (const passport of [undefined, "", "garbled", forged, `${forged}x`]) {
    expect(await verify(passport, now)).toBeNull();
  }
});

test("a grant goes down the place tree, never up or aside", () => {
  const allowed = ["COMMUNITY_WORKER"] as const;
  expect(hasGrant(viewer, allowed, { placePath: [quarter, town] })).toBe(true);
  expect(hasGrant(viewer, allowed, { placePath: [elsewhere] })).toBe(false);
  expect(hasGrant(viewer, ["ANALYST"], { placePath: [town] })).toBe(false);
  expect(hasGrant(viewer, allowed, { organization: elsewhere })).toBe(false);
  expect(hasGrant(null, allowed, { placePath: [town] })).toBe(false);
});

test("one lives in every place above one's home", () => {
  expect(livesWithin(viewer, [town])?.place).toBe(quarter);
  expect(livesWithin(viewer, [elsewhere])).toBeUndefined();
});
