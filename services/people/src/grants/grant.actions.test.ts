import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { as, createHarness, noon, organization, person, place, visitor } from "../../test/harness.ts";
import { denials, grants, memberships } from "../db/tables.ts";
import { viewerOf } from "../viewer/viewer.actions.ts";

const day = 86_400_000;
const inDays = (days: number) => new Date(+noon + days * day).toISOString();
const admin: Viewer = {
  ...as(person.stranger),
  grants: [{ role: "PLATFORM_ADMIN", place: null, organization: null }],
};
const reviewer: Viewer = {
  ...as(person.stranger),
  grants: [{ role: "LEAGUE_REVIEWER", place: place.quarter, organization: null }],
};
const worker: Viewer = {
  ...as(person.worker),
  grants: [{ role: "COMMUNITY_WORKER", place: place.community, organization: organization.committee }],
};

const answer = `__typename ... on UserError { code } ... on InvalidInput { problems { path } }
  ... on GivenGrant { id role source until revokedAt scopePlace { name } scopeOrganization { name } }`;
const give = (name: string, more = "") =>
  `mutation ($input: GrantRoleInput!, $key: String!) { ${name}(input: $input, idempotencyKey: $key) { ${answer} ${more} } }`;
const revoke = `mutation ($id: ID!, $reason: String!) { revokeGrant(id: $id, reason: $reason) { ${answer} } }`;
const wish = {
  personId: person.resident,
  role: "COMMUNITY_WORKER",
  placeId: place.quarter,
  until: inDays(7),
  reason: "代班一周",
};

async function createWorld() {
  const h = await createHarness();
  let keys = 0;
  const ask = async (document: string, variables: object, viewer: Viewer | null) => {
    const result = await h.execute(document, variables, viewer);
    expect(result.errors).toBeUndefined();
    return Object.values(result.data)[0] as Record<string, unknown> & { id: string };
  };
  return {
    ...h,
    grant: (change: object, viewer: Viewer | null, key = `wish ${++keys} of a test`) =>
      ask(give("grantRole"), { input: { ...wish, ...change }, key }, viewer),
    delegate: (change: object, viewer: Viewer | null, key = `wish ${++keys} of a test`) =>
      ask(
        give("delegateRole", "... on OutlivesOwnRight { ownUntil }"),
        { input: { ...wish, ...change }, key },
        viewer,
      ),
    revoke: (id: string, viewer: Viewer | null, reason = "不再需要") => ask(revoke, { id, reason }, viewer),
    /** What people tells the gateway. */
    rights: async (personId: string) =>
      (await viewerOf(h.context, { issuer: "demo", subject: personId }))!.grants,
    changes: async () =>
      (
        await h.db.query.outbox.findMany({
          where: { name: "people.changed.v1" },
          orderBy: { sequence: "asc" },
        })
      ).map(({ payload, actor, role, scope }) => ({ ...(payload as object), actor, role, scope })),
  };
}

test("an administrator gives a role for a while: it holds at once, ends by itself, and is on record", async () => {
  const w = await createWorld();
  const given = await w.grant({}, admin);
  expect(given).toMatchObject({
    __typename: "GivenGrant",
    source: "MANUAL",
    until: inDays(7),
    scopePlace: { name: "盛世盘龙小区" },
    scopeOrganization: null,
  });
  const right = { role: "COMMUNITY_WORKER", place: place.quarter, organization: null };
  expect(await w.rights(person.resident)).toEqual([right]);
  w.clock.at = new Date(+noon + 7 * day - 1);
  expect(await w.rights(person.resident)).toEqual([right]);
  w.clock.at = new Date(+noon + 7 * day);
  expect(await w.rights(person.resident)).toEqual([]);
  expect(await w.changes()).toEqual([
    {
      entity: "GRANT",
      id: given.id,
      from: null,
      to: "GIVEN",
      reason: null,
      actor: person.stranger,
      role: "PLATFORM_ADMIN",
      scope: null,
    },
  ]);
});

test("a reviewer gives what lies within their own scope and office, and nothing more", async () => {
  const w = await createWorld();
  const { quarter, building, otherQuarter, community } = place;
  const typeOf = async (change: object) => (await w.grant(change, reviewer)).__typename;
  for (const placeId of [quarter, building]) expect(await typeOf({ placeId })).toBe("GivenGrant");
  for (const placeId of [otherQuarter, community, null, uuidv7()])
    expect(await typeOf({ placeId })).toBe("NotAllowed");
  for (const role of ["ANALYST", "PLATFORM_ADMIN", "AUDITOR"])
    expect(await typeOf({ role })).toBe("NotAllowed");
  expect(await typeOf({ placeId: null, organizationId: organization.alliance })).toBe("GivenGrant");
  expect(await typeOf({ placeId: null, organizationId: organization.committee })).toBe("NotAllowed");
  expect((await w.grant({ role: "AUDITOR", placeId: null }, admin)).__typename).toBe("GivenGrant");
});

test("who may not give learns nothing of the input; who may is told what is wrong with it", async () => {
  const w = await createWorld();
  const bad = { personId: "nobody", reason: "" };
  expect(await w.grant(bad, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const viewer of [as(person.resident), worker])
    expect(await w.grant(bad, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  const problem = async (change: object, key?: string) =>
    ((await w.grant(change, admin, key))["problems"] as { path: string }[]).map(({ path }) => path);
  expect(await problem(bad)).toEqual(["personId", "reason"]);
  expect(await problem({ reason: "\u0000" })).toEqual(["reason"]);
  expect(await problem({ reason: "因".repeat(501) })).toEqual(["reason"]);
  expect(await problem({ placeId: "3幢" })).toEqual(["placeId"]);
  expect(await problem({ organizationId: organization.alliance })).toEqual(["organizationId"]);
  expect(await problem({ until: noon.toISOString() })).toEqual(["until"]);
  expect(await problem({}, "short")).toEqual(["idempotencyKey"]);
  expect(await w.grant({ personId: uuidv7() }, admin)).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.grant({ personId: person.stranger }, admin)).toMatchObject({ code: "NOT_TO_ONESELF" });
  expect(await w.db.query.grants.findMany()).toEqual([]);
});

test("a double click gives once; another wish under the same key is refused", async () => {
  const w = await createWorld();
  const key = "one wish, twice";
  const [one, other] = await Promise.all([w.grant({}, admin, key), w.grant({}, admin, key)]);
  expect(other).toEqual(one);
  expect(await w.grant({ role: "CHAIR" }, admin, key)).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
  expect(await w.db.query.grants.findMany()).toHaveLength(1);
  expect(await w.changes()).toHaveLength(1);
});

test("a worker hands the own right on, in a narrower scope; it is gone the moment the post ends", async () => {
  const w = await createWorld();
  expect(await w.delegate({}, worker)).toMatchObject({
    source: "DELEGATION",
    scopePlace: { name: "盛世盘龙小区" },
  });
  const right = { role: "COMMUNITY_WORKER", place: place.quarter, organization: null };
  expect(await w.rights(person.resident)).toEqual([right]);
  await w.db.update(memberships).set({ endsOn: "2026-11-25" });
  w.clock.at = new Date("2026-11-24T15:59:59.999Z");
  expect(await w.rights(person.resident)).toEqual([right]);
  w.clock.at = new Date("2026-11-24T16:00:00Z");
  expect(await w.rights(person.resident)).toEqual([]);
});

test("nobody hands on what is not theirs, what was delegated to them, or for longer than they have it", async () => {
  const w = await createWorld();
  expect(await w.delegate({}, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.delegate({}, as(person.worker))).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.delegate({ role: "CHAIR" }, worker)).toMatchObject({ code: "NOT_ALLOWED" });
  for (const change of [{ placeId: place.county }, { placeId: null }])
    expect(await w.delegate(change, worker)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.delegate({ personId: person.worker }, worker)).toMatchObject({ code: "NOT_TO_ONESELF" });

  await w.db.update(memberships).set({ endsOn: "2026-11-25" });
  const end = "2026-11-24T16:00:00.000Z";
  expect(await w.delegate({}, worker)).toMatchObject({ code: "OUTLIVES_OWN_RIGHT", ownUntil: end });
  expect(await w.delegate({ until: end }, worker)).toMatchObject({ source: "DELEGATION" });
  // The delegate's passport has the role; the delegate's own right is none.
  const delegate: Viewer = { ...worker, person: person.resident };
  expect(await w.delegate({ personId: person.stranger, until: end }, delegate)).toMatchObject({
    code: "NOT_ALLOWED",
  });
});

test("a grant is revoked once, by whoever gave it or could have given it", async () => {
  const w = await createWorld();
  const { id } = await w.delegate({}, worker);
  expect(await w.revoke(id, visitor)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.revoke(id, as(person.resident))).toMatchObject({ code: "NOT_ALLOWED" });
  for (const nothing of [uuidv7(), "not-an-id"])
    expect(await w.revoke(nothing, worker)).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.revoke(id, worker, " ")).toMatchObject({ code: "INVALID_INPUT" });
  const twice = await Promise.all([w.revoke(id, worker), w.revoke(id, reviewer)]);
  expect(twice.map(({ code = "REVOKED" }) => String(code)).toSorted()).toEqual(["GRANT_OVER", "REVOKED"]);
  expect(await w.rights(person.resident)).toEqual([]);
  expect((await w.changes()).map((change) => "to" in change && change.to)).toEqual(["GIVEN", "REVOKED"]);

  const ended = await w.grant({}, admin);
  w.clock.at = new Date(+noon + 7 * day);
  expect(await w.revoke(ended.id, admin)).toMatchObject({ code: "GRANT_OVER" });
});

test("everybody sees what they gave and what was taken from them, and nobody else's", async () => {
  const w = await createWorld();
  await w.grant({}, admin);
  w.clock.at = new Date(+noon + 1);
  await w.grant({ role: "CHAIR" }, admin);
  const ask = `{ viewer { givenGrants { totalCount nodes { role person { id } } } denials { id } grants { source until } } }`;
  expect(await w.execute(ask, {}, admin)).toMatchObject({
    data: {
      viewer: { givenGrants: { totalCount: 2, nodes: [{ role: "CHAIR" }, { role: "COMMUNITY_WORKER" }] } },
    },
  });
  expect(await w.execute(ask, {}, as(person.resident))).toEqual({
    data: {
      viewer: {
        givenGrants: { totalCount: 0, nodes: [] },
        denials: [],
        grants: [
          { source: "MANUAL", until: inDays(7) },
          { source: "MANUAL", until: inDays(7) },
        ],
      },
    },
  });
});

test("rights of posts, of chair terms, given, delegated and taken away cost three SQL at most", async () => {
  const w = await createWorld();
  await w.delegate({}, worker);
  w.queries.length = 0;
  await w.execute("{ viewer { grants { role } } }", {}, worker);
  expect(w.queries).toHaveLength(1);
  w.queries.length = 0;
  await w.execute("{ viewer { grants { role } } }", {}, as(person.resident));
  expect(w.queries).toHaveLength(3);
});

test("the database refuses grants and denials that must never be", async () => {
  const { db } = await createHarness();
  const grant = {
    id: uuidv7(),
    personId: person.resident,
    role: "ANALYST",
    source: "MANUAL",
    from: noon,
  } as const;
  const until = new Date(+noon + day);
  const denial = {
    id: uuidv7(),
    personId: person.resident,
    deniedBy: person.worker,
    reason: "回避",
    from: noon,
  };
  const both = { placeId: place.quarter, organizationId: organization.alliance };
  const refused: [string, Promise<unknown>][] = [
    ["what_somebody_gave_ends", db.insert(grants).values({ ...grant, grantedBy: person.worker })],
    ["a_delegation_has_a_delegator", db.insert(grants).values({ ...grant, source: "DELEGATION", until })],
    ["nobody_grants_to_oneself", db.insert(grants).values({ ...grant, until, grantedBy: person.resident })],
    ["one_scope_at_most", db.insert(grants).values({ ...grant, ...both })],
    ["somebody_revoked_it", db.insert(grants).values({ ...grant, revokedAt: noon })],
    ["ends_after_it_starts", db.insert(denials).values({ ...denial, until: noon })],
    ["one_scope_at_most", db.insert(denials).values({ ...denial, ...both })],
    ["nobody_denies_themselves", db.insert(denials).values({ ...denial, deniedBy: person.resident })],
    [
      "somebody_else_lifted_it",
      db.insert(denials).values({ ...denial, liftedAt: noon, liftedBy: person.resident }),
    ],
  ];
  for (const [constraint, write] of refused)
    expect(await write.then(() => "accepted", constraintOf)).toBe(constraint);
});
