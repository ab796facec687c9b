import { createPrivateKey, sign } from "node:crypto";
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
  const passport = passportIssuer(keys.private)(viewer, now);
  const verify = passportVerifier(keys.public);
  expect(verify(passport, now)).toEqual(viewer);
  expect(verify(passport, new Date(+now + 59_999))).toEqual(viewer);
  expect(verify(passport, new Date(+now + 60_000))).toBeNull();
});

test("whoever shows no passport, a garbled one or one signed by another key is a visitor", async () => {
  const [ours, theirs] = [await createPassportKeys(), await createPassportKeys()];
  const verify = passportVerifier(ours.public);
  const forged = passportIssuer(theirs.private)(viewer, now);
  for (const passport of [undefined, "", "garbled", forged, `${forged}x`]) {
    expect(verify(passport, now)).toBeNull();
  }
});

test("what is signed with the same key and is no passport, makes a visitor", async () => {
  const keys = await createPassportKeys();
  const verify = passportVerifier(keys.public);
  const key = createPrivateKey({ key: keys.private, format: "jwk" });
  const [header, payload] = passportIssuer(keys.private)(viewer, now).split(".") as [string, string, string];
  const said = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
  const signed = (first: string, claims: object) => {
    const text = `${first}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
    return `${text}.${sign(null, Buffer.from(text), key).toString("base64url")}`;
  };
  expect(verify(signed(header, said), now)).toEqual(viewer);

  const headers = [{ alg: "EdDSA" }, { alg: "none", typ: "passport+jwt" }, { alg: "EdDSA", typ: "at+jwt" }];
  const others = [
    { iss: "linli:identity" },
    { aud: "linli" },
    { exp: undefined },
    { exp: "later" },
    { bearer: "people" },
  ];
  const passports = [
    ...headers.map((other) => signed(Buffer.from(JSON.stringify(other)).toString("base64url"), said)),
    ...others.map((other) => signed(header, { ...said, ...other })),
    `${header}.${payload}.`,
    `${header}.${payload}`,
    `${signed(header, said)}.`,
    `.${signed(header, said)}`,
  ];
  for (const passport of passports) expect(verify(passport, now)).toBeNull();
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

test("what is not inherited needs a grant for that very place", () => {
  const allowed = ["COMMUNITY_WORKER"] as const;
  const everywhere: Viewer = {
    ...viewer,
    grants: [{ role: "COMMUNITY_WORKER", place: null, organization: null }],
  };
  expect(hasGrant(viewer, allowed, { exactly: town })).toBe(true);
  expect(hasGrant(viewer, allowed, { exactly: quarter })).toBe(false);
  expect(hasGrant(everywhere, allowed, { placePath: [quarter, town] })).toBe(true);
  expect(hasGrant(everywhere, allowed, { exactly: quarter })).toBe(false);
});

test.each([
  ["everything, everywhere", { role: null, place: null, organization: null }, [false, false, false]],
  ["the role", { role: "COMMUNITY_WORKER", place: null, organization: null }, [false, false, false]],
  [
    "the role in a quarter",
    { role: "COMMUNITY_WORKER", place: quarter, organization: null },
    [false, true, true],
  ],
  [
    "the role at the organization",
    { role: null, place: null, organization: elsewhere },
    [false, false, false],
  ],
  ["another role", { role: "ANALYST", place: null, organization: null }, [true, true, true]],
] as const)("a denial of %s outweighs the grant", (_what, denial, [below, above, at]) => {
  const denied: Viewer = {
    ...viewer,
    grants: [{ role: "COMMUNITY_WORKER", place: town, organization: elsewhere }],
    denials: [denial],
  };
  const allowed = ["COMMUNITY_WORKER"] as const;
  expect(hasGrant(denied, allowed, { placePath: [quarter, town] })).toBe(below);
  expect(hasGrant(denied, allowed, { placePath: [town] })).toBe(above);
  expect(hasGrant(denied, allowed, { organization: elsewhere })).toBe(at);
});

test("a right everywhere is not had at an organization that stands, or may stand, in a denied place", () => {
  const denied: Viewer = {
    ...viewer,
    grants: [{ role: "PLATFORM_ADMIN", place: null, organization: null }],
    denials: [{ role: null, place: town, organization: null }],
  };
  const at = (placePath?: string[]) =>
    hasGrant(denied, ["PLATFORM_ADMIN"], { organization: elsewhere, ...(placePath && { placePath }) });
  expect([at([quarter, town]), at(), at([quarter])]).toEqual([false, false, true]);
  expect(hasGrant({ ...denied, denials: [] }, ["PLATFORM_ADMIN"], { organization: elsewhere })).toBe(true);
});
