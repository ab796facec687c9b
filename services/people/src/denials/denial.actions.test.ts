import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import { as, createHarness, noon, organization, person, place, visitor } from "../../test/harness.ts";
import { grants, memberships } from "../db/tables.ts";
import { viewerOf } from "../viewer/viewer.actions.ts";

const admin: Viewer = {
  ...as(person.stranger),
  grants: [{ role: "PLATFORM_ADMIN", place: null, organization: null }],
};
const reviewer: Viewer = {
  ...as(person.stranger),
  grants: [{ role: "LEAGUE_REVIEWER", place: place.community, organization: null }],
};
const answer = `__typename ... on UserError { code } ... on InvalidInput { problems { path } }
  ... on Denial { id role reason liftedAt scopePlace { name } }`;
const deny = `mutation ($input: DenyRoleInput!, $key: String!) { denyRole(input: $input, idempotencyKey: $key) { ${answer} } }`;
const lift = `mutation ($id: ID!, $reason: String!) { liftDenial(id: $id, reason: $reason) { ${answer} } }`;

async function createWorld() {
  const h = await createHarness();
  let keys = 0;
  const wish = {
    personId: person.worker,
    role: "COMMUNITY_WORKER",
    placeId: place.community,
    reason: "回避",
  };
  const ask = async (document: string, variables: object, viewer: Viewer | null) =>
    Object.values((await h.execute(document, variables, viewer)).data)[0] as { id: string; code?: string };
  return {
    ...h,
    deny: (change: object, viewer: Viewer | null, key = `denial ${++keys} of a test`) =>
      ask(deny, { input: { ...wish, ...change }, key }, viewer),
    lift: (id: string, viewer: Viewer | null, reason = "已无关联") => ask(lift, { id, reason }, viewer),
    told: (personId: string) => viewerOf(h.context, { issuer: "demo", subject: personId }),
  };
}

test("what is denied is gone, whatever gives it, until the denial is lifted", async () => {
  const w = await createWorld();
  const right = { role: "COMMUNITY_WORKER", place: place.community, organization: organization.committee };
  expect(await w.told(person.worker)).toMatchObject({ grants: [right] });
  const given = { personId: person.worker, source: "MANUAL" as const, from: noon };
  await w.db.insert(grants).values([
    { ...given, id: uuidv7(), role: "COMMUNITY_WORKER", placeId: place.building },
    { ...given, id: uuidv7(), role: "CHAIR", placeId: place.quarter },
  ]);
  const denial = await w.deny({}, reviewer);
  expect(denial).toMatchObject({ __typename: "Denial", scopePlace: { name: "高登社区" }, liftedAt: null });
  const bound = { role: "COMMUNITY_WORKER", place: place.community, organization: null };
  expect(await w.told(person.worker)).toMatchObject({
    grants: [{ role: "CHAIR", place: place.quarter, organization: null }],
    denials: [bound],
  });
  expect(await w.execute("{ viewer { denials { reason role } } }", {}, as(person.worker))).toEqual({
    data: { viewer: { denials: [{ reason: "回避", role: "COMMUNITY_WORKER" }] } },
  });
  expect(await w.lift(denial.id, reviewer)).toMatchObject({ liftedAt: noon.toISOString() });
  expect(await w.lift(denial.id, admin)).toMatchObject({ code: "DENIAL_OVER" });
  expect((await w.told(person.worker))!.grants).toHaveLength(3);
  expect(await w.told(person.worker)).not.toHaveProperty("denials");
});

test("a denial below a right leaves the right, and goes along with it in the passport", async () => {
  const w = await createWorld();
  await w.deny({ placeId: place.quarter }, reviewer);
  expect(await w.told(person.worker)).toMatchObject({
    grants: [{ place: place.community }],
    denials: [{ role: "COMMUNITY_WORKER", place: place.quarter }],
  });
});

test("a right at an organization is gone with the place where that stands", async () => {
  const w = await createWorld();
  await w.db.insert(grants).values({
    id: uuidv7(),
    personId: person.resident,
    role: "ORGANIZATION_ADMIN",
    organizationId: organization.alliance,
    source: "MANUAL",
    from: noon,
  });
  expect((await w.told(person.resident))!.grants).toHaveLength(1);
  await w.deny({ personId: person.resident, role: null, placeId: place.quarter }, admin);
  expect((await w.told(person.resident))!.grants).toEqual([]);
});

test("a delegate loses with the delegator", async () => {
  const w = await createWorld();
  await w.db.insert(grants).values({
    id: uuidv7(),
    personId: person.resident,
    role: "COMMUNITY_WORKER",
    placeId: place.quarter,
    source: "DELEGATION",
    grantedBy: person.worker,
    from: noon,
    until: new Date(+noon + 86_400_000),
  });
  expect((await w.told(person.resident))!.grants).toHaveLength(1);
  const { id } = await w.deny({ role: null, placeId: null }, admin);
  expect((await w.told(person.resident))!.grants).toEqual([]);
  await w.lift(id, admin);
  await w.db.delete(memberships);
  expect((await w.told(person.resident))!.grants).toEqual([]);
});

test("only who could hand a right out takes it away, and nobody from or for themselves", async () => {
  const w = await createWorld();
  const code = async (change: object, viewer: Viewer | null) => (await w.deny(change, viewer)).code;
  expect(await code({}, visitor)).toBe("NOT_SIGNED_IN");
  expect(await code({ reason: "" }, as(person.resident))).toBe("NOT_ALLOWED");
  expect(await code({ placeId: place.county }, reviewer)).toBe("NOT_ALLOWED");
  expect(await code({ role: null }, reviewer)).toBe("NOT_ALLOWED");
  expect(await code({ role: "AUDITOR" }, reviewer)).toBe("NOT_ALLOWED");
  expect(await code({ personId: person.stranger }, reviewer)).toBe("NOT_TO_ONESELF");
  expect(await code({ reason: "" }, reviewer)).toBe("INVALID_INPUT");
  expect(await code({ until: noon.toISOString() }, reviewer)).toBe("INVALID_INPUT");
  expect(await code({ personId: uuidv7() }, reviewer)).toBe("NOT_FOUND");
  expect(await w.db.query.denials.findMany()).toEqual([]);

  const { id } = await w.deny({ role: null, placeId: null }, admin);
  const concerned: Viewer = { ...admin, person: person.worker };
  expect(await w.lift(id, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.lift(id, reviewer)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.lift(id, concerned)).toMatchObject({ code: "NOT_TO_ONESELF" });
  expect(await w.lift(id, admin, "")).toMatchObject({ code: "INVALID_INPUT" });
  expect(await w.lift("not-an-id", admin)).toMatchObject({ code: "NOT_FOUND" });
});

test("a double click denies once", async () => {
  const w = await createWorld();
  const [one, other] = await Promise.all([
    w.deny({}, admin, "twice, one key"),
    w.deny({}, admin, "twice, one key"),
  ]);
  expect(other).toEqual(one);
  expect(await w.deny({ role: null }, admin, "twice, one key")).toMatchObject({
    code: "IDEMPOTENCY_KEY_REUSED",
  });
  expect(await w.db.query.denials.findMany()).toHaveLength(1);
});
