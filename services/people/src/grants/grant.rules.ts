import { contains, type GrantSource, midnight, type Role } from "@linli/kernel";

/** Where a right holds: in a place and below, at an organization, at one and in the other, or (neither) everywhere. */
export type Scope = { placeId: string | null; organizationId: string | null };

/** A right that a person has: a role, and where. */
export type Grant = Scope & {
  role: Role;
  source: GrantSource;
  from: Date;
  until: Date | null;
};

/** A post held, as far as its rights are concerned. */
type HeldPost = {
  startsOn: string;
  endsOn: string | null;
  post: { role: Role | null; organization: { id: string; placeId: string } };
};

/** With where its organization stands. */
type Located = Scope & { organization: { placeId: string } | null };

/** A right that somebody gave. */
export type GivenGrant = Located & {
  id: string;
  role: Role;
  source: "DELEGATION" | "MANUAL";
  grantedBy: string | null;
  from: Date;
  until: Date | null;
  revokedAt: Date | null;
};

/** A right that somebody took away: without a role, all roles. */
export type Denial = Located & { role: Role | null; from: Date; until: Date | null; liftedAt: Date | null };

/** What a person's rights rest on. */
export type Basis = {
  memberships: readonly HeldPost[];
  chairTerms: readonly Grant[];
  grants: readonly GivenGrant[];
  denials: readonly Denial[];
};

/** Each place with itself and all above it. */
export type Paths = ReadonlyMap<string, readonly string[]>;

/** The place whose denial takes the right away with it; null for a right that lies nowhere in particular. */
export const liesIn = ({ placeId, organization }: Located): string | null =>
  placeId ?? organization?.placeId ?? null;

const isEverywhere = ({ placeId, organizationId }: Scope) => placeId === null && organizationId === null;

const earlier = (one: Date | null, other: Date | null) =>
  one === null || (other !== null && other < one) ? other : one;

/** A right with the place in which it lies. */
type Lying = Grant & { liesIn: string | null };

const asGrant = ({ role, placeId, organizationId, source, from, until }: Lying): Grant => ({
  role,
  placeId,
  organizationId,
  source,
  from,
  until,
});

/** What follows from a post: its role, at the organization and in the place where that stands. */
function grantOfPost({ startsOn, endsOn, post }: HeldPost): Lying[] {
  if (!post.role) return [];
  const { id: organizationId, placeId } = post.organization;
  return [
    {
      role: post.role,
      placeId,
      organizationId,
      source: "POST",
      from: midnight(startsOn),
      until: endsOn === null ? null : midnight(endsOn),
      liesIn: placeId,
    },
  ];
}

/** What was given, up to its end or its revocation. */
const grantOfGift = (given: GivenGrant): Lying => ({
  role: given.role,
  placeId: given.placeId,
  organizationId: given.organizationId,
  source: given.source,
  from: given.from,
  until: earlier(given.until, given.revokedAt),
  liesIn: liesIn(given),
});

/** What was taken away at an instant. */
export function denialsInForce(denials: readonly Denial[], at: Date): Denial[] {
  return denials.filter(({ from, until, liftedAt }) =>
    contains({ from, until: earlier(until, liftedAt) }, at),
  );
}

/** Whether a denial takes a right away whole: because it lies in the denied place or below, or at that organization. */
function takesAway(denial: Denial, right: Lying, paths: Paths): boolean {
  if (denial.role !== null && denial.role !== right.role) return false;
  if (isEverywhere(denial)) return true;
  if (denial.organizationId !== null && denial.organizationId === right.organizationId) return true;
  return denial.placeId !== null && pathOf(right.liesIn, paths).includes(denial.placeId);
}

const pathOf = (place: string | null, paths: Paths) => (place === null ? [] : (paths.get(place) ?? [place]));

/** Rights of one's own: of posts held, terms as chair and what was given by hand; those not taken away. */
function ownRights(basis: Basis, paths: Paths, at: Date): Lying[] {
  const denials = denialsInForce(basis.denials, at);
  const manual = basis.grants.filter(({ source }) => source === "MANUAL");
  return [
    ...basis.memberships.flatMap(grantOfPost),
    ...basis.chairTerms.map((grant) => ({ ...grant, liesIn: grant.placeId })),
    ...manual.map(grantOfGift),
  ].filter((right) => contains(right, at) && !denials.some((denial) => takesAway(denial, right, paths)));
}

/** Whether a right holds in all of another scope: the same or a narrower one. */
function covers(right: Scope, scope: Scope, paths: Paths): boolean {
  if (isEverywhere(right)) return true;
  if (scope.organizationId !== null) return right.organizationId === scope.organizationId;
  return right.placeId !== null && pathOf(scope.placeId, paths).includes(right.placeId);
}

/** What is to be delegated, or was. */
type Delegable = Scope & { role: Role };

/**
 * The right of one's own that covers what one hands on: the one that lasts longest. What somebody has by delegation
 * is not handed on.
 */
export function rightToDelegate(wanted: Delegable, basis: Basis, paths: Paths, at: Date): Grant | undefined {
  return ownRights(basis, paths, at)
    .filter((right) => right.role === wanted.role && covers(right, wanted, paths))
    .toSorted((a, b) => endOf(b) - endOf(a))[0];
}

const endOf = ({ until }: Pick<Grant, "until">) => (until === null ? Infinity : +until);

/** What a delegation is worth now: never more than the delegator's own right, and gone with it. */
function grantOfDelegation(
  given: GivenGrant,
  delegators: ReadonlyMap<string, Basis>,
  paths: Paths,
  at: Date,
): Lying[] {
  const delegator = given.grantedBy === null ? undefined : delegators.get(given.grantedBy);
  const right = delegator && rightToDelegate(given, delegator, paths, at);
  if (!right) return [];
  const grant = grantOfGift(given);
  return [{ ...grant, until: earlier(grant.until, right.until) }];
}

/**
 * The rights of a person at an instant: those of posts and chair terms, those given by hand and those delegated, as
 * long as the delegator has them. Deny wins: what lies in or below a denied place, or at a denied organization, is gone.
 */
export function grantsInForce(
  basis: Basis,
  /** By person, for each who delegated something. */
  delegators: ReadonlyMap<string, Basis>,
  paths: Paths,
  at: Date,
): Grant[] {
  const denials = denialsInForce(basis.denials, at);
  const delegated = basis.grants
    .filter(({ source }) => source === "DELEGATION")
    .flatMap((given) => grantOfDelegation(given, delegators, paths, at))
    .filter((right) => contains(right, at) && !denials.some((denial) => takesAway(denial, right, paths)));
  return [...ownRights(basis, paths, at), ...delegated].map(asGrant);
}
