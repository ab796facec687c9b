import { expect, test } from "vitest";
import {
  type Basis,
  denialsInForce,
  type GivenGrant,
  grantsInForce,
  rightToDelegate,
} from "./grant.rules.ts";

const office = { id: "office", placeId: "quarter" };
const paths = new Map([
  ["county", ["county"]],
  ["community", ["community", "county"]],
  ["quarter", ["quarter", "community", "county"]],
]);
const held = {
  startsOn: "2026-01-01",
  endsOn: "2026-12-01",
  post: { role: "COMMUNITY_WORKER", organization: office },
} as const;
/** The last millisecond of that post, in Shanghai. */
const last = new Date("2026-11-30T15:59:59.999Z");
const after = (instant: Date) => new Date(+instant + 1);

const nothing: Basis = { memberships: [], chairTerms: [], grants: [], denials: [] };
const [from, until] = [new Date("2026-02-01T00:00:00Z"), new Date("2026-03-01T00:00:00Z")];
const given: GivenGrant = {
  id: "given",
  role: "ANALYST",
  placeId: "quarter",
  organizationId: null,
  organization: null,
  source: "MANUAL",
  grantedBy: "giver",
  from,
  until,
  revokedAt: null,
};
const rolesOf = (basis: Partial<Basis>, at: Date, delegators: Record<string, Partial<Basis>> = {}) =>
  grantsInForce(
    { ...nothing, ...basis },
    new Map(Object.entries(delegators).map(([id, other]) => [id, { ...nothing, ...other }])),
    paths,
    at,
  ).map(({ role }) => role);

test("a post gives its role at its organization and in its place, from its first to its last millisecond", () => {
  const start = new Date("2025-12-31T16:00:00Z");
  expect(grantsInForce({ ...nothing, memberships: [held] }, new Map(), paths, last)).toEqual([
    {
      role: "COMMUNITY_WORKER",
      placeId: "quarter",
      organizationId: "office",
      source: "POST",
      from: start,
      until: after(last),
    },
  ]);
  const at = (instant: Date) => rolesOf({ memberships: [held] }, instant).length;
  expect([new Date(+start - 1), start, last, after(last)].map(at)).toEqual([0, 1, 1, 0]);
});

test("a post without a role gives no right; one without an end goes on", () => {
  const { organization } = held.post;
  expect(rolesOf({ memberships: [{ ...held, post: { role: null, organization } }] }, from)).toEqual([]);
  expect(rolesOf({ memberships: [{ ...held, endsOn: null }] }, new Date("2099-01-01"))).toHaveLength(1);
});

test("a term as chair gives its right within its interval (R9)", () => {
  const term = { ...held, role: "CHAIR", placeId: "quarter", organizationId: "alliance" } as const;
  const chairTerms = [{ ...term, source: "CHAIR_TERM", from, until }] as const;
  const at = (instant: Date) => rolesOf({ chairTerms }, instant);
  expect([new Date(+from - 1), from, new Date(+until - 1), until].map(at)).toEqual([
    [],
    ["CHAIR"],
    ["CHAIR"],
    [],
  ]);
});

test("what was given holds within its interval, and no longer than until it is revoked", () => {
  const revokedAt = new Date("2026-02-10T00:00:00Z");
  const at = (instant: Date, change: Partial<GivenGrant> = {}) =>
    rolesOf({ grants: [{ ...given, ...change }] }, instant).length;
  expect([new Date(+from - 1), from, new Date(+until - 1), until].map((i) => at(i))).toEqual([0, 1, 1, 0]);
  expect([new Date(+revokedAt - 1), revokedAt].map((i) => at(i, { revokedAt }))).toEqual([1, 0]);
});

test("a delegation ends with the delegator's post, to the millisecond", () => {
  const delegation = { ...given, role: "COMMUNITY_WORKER", source: "DELEGATION", until: null } as const;
  const basis = { grants: [{ ...delegation, placeId: "quarter" }] };
  const now = (instant: Date, giver: Partial<Basis>) => rolesOf(basis, instant, { giver });
  expect(now(last, { memberships: [held] })).toEqual(["COMMUNITY_WORKER"]);
  expect(now(after(last), { memberships: [held] })).toEqual([]);
  expect(now(last, {})).toEqual([]);
  const [shown] = grantsInForce(
    { ...nothing, ...basis },
    new Map([["giver", { ...nothing, memberships: [held] }]]),
    paths,
    last,
  );
  expect(shown!.until).toEqual(after(last));
});

test("a delegation is no wider than the delegator's right, and is not handed on", () => {
  const delegation = { ...given, role: "COMMUNITY_WORKER", source: "DELEGATION" } as const;
  const giver = { memberships: [held] };
  const reaches = (placeId: string | null) =>
    rolesOf({ grants: [{ ...delegation, placeId }] }, from, { giver }).length;
  expect(["quarter", "community", null].map(reaches)).toEqual([1, 0, 0]);
  const wanted = { role: "COMMUNITY_WORKER", placeId: "quarter", organizationId: null } as const;
  expect(rightToDelegate(wanted, { ...nothing, grants: [delegation] }, paths, from)).toBeUndefined();
  expect(rightToDelegate(wanted, { ...nothing, memberships: [held] }, paths, from)).toMatchObject({
    source: "POST",
  });
  // What the delegator has by delegation counts no more when it comes to that.
  expect(
    rolesOf({ grants: [delegation] }, from, { giver: { grants: [{ ...delegation, grantedBy: "first" }] } }),
  ).toEqual([]);
});

test("what the delegator was denied is gone for the delegate, too", () => {
  const delegation = { ...given, role: "COMMUNITY_WORKER", source: "DELEGATION" } as const;
  const denied = { role: null, placeId: "community", organizationId: null, organization: null };
  const denials = [{ ...denied, from, until: null, liftedAt: null }];
  const giver = { memberships: [held], denials };
  expect(rolesOf({ grants: [delegation] }, from, { giver })).toEqual([]);
  expect(rolesOf({ grants: [delegation] }, from, { giver: { memberships: [held] } })).toHaveLength(1);
});

test("a denial counts from its start until it ends or is lifted, to the millisecond", () => {
  const scope = { role: null, placeId: "county", organizationId: null, organization: null };
  const denial = { ...scope, from, until, liftedAt: null };
  const at = (instant: Date, change = {}) => denialsInForce([{ ...denial, ...change }], instant).length;
  expect([new Date(+from - 1), from, new Date(+until - 1), until].map((i) => at(i))).toEqual([0, 1, 1, 0]);
  expect([from, after(from)].map((i) => at(i, { liftedAt: after(from) }))).toEqual([1, 0]);
});
