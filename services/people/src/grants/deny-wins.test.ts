import { type Role, roles } from "@linli/kernel";
import { hasGrant, type Viewer } from "@linli/passport";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Basis, denialsInForce, grantsInForce } from "./grant.rules.ts";

const at = new Date("2026-11-23T04:00:00Z");
const places = Array.from({ length: 10 }, (_, index) => `place-${index}`);
const organizations = Array.from({ length: 4 }, (_, index) => `organization-${index}`);
const someRoles = roles.slice(0, 3);

/** A tree: each place but the first lies in one before it; and where each organization stands. */
const worlds = fc.record({
  parents: fc.tuple(...places.slice(1).map((_, index) => fc.nat({ max: index }))),
  seats: fc.tuple(...organizations.map(() => fc.nat({ max: places.length - 1 }))),
});

const scopes = fc.oneof(
  fc.record({ placeId: fc.constantFrom(...places), organizationId: fc.constant(null) }),
  fc.record({ placeId: fc.constant(null), organizationId: fc.constantFrom(...organizations) }),
  fc.constant({ placeId: null, organizationId: null }),
);
const instants = fc.integer({ min: -3, max: 3 }).map((days) => new Date(+at + days * 86_400_000));
const ends = fc.option(instants);
const role = fc.constantFrom<Role>(...someRoles);
const gifts = fc.record({
  scope: scopes,
  role,
  source: fc.constantFrom("MANUAL" as const, "DELEGATION" as const),
  from: instants,
  until: ends,
  revokedAt: ends,
});
const refusals = fc.record({
  scope: scopes,
  role: fc.option(role),
  from: instants,
  until: ends,
  liftedAt: ends,
});
const heldPosts = fc.record({ organization: fc.constantFrom(...organizations), role });
const everything = fc.record({
  world: worlds,
  posts: fc.array(heldPosts, { maxLength: 3 }),
  gifts: fc.array(gifts, { maxLength: 4 }),
  denials: fc.array(refusals, { maxLength: 3 }),
  giversPosts: fc.array(heldPosts, { maxLength: 3 }),
  giversDenials: fc.array(refusals, { maxLength: 2 }),
});
type Everything = typeof everything extends fc.Arbitrary<infer Value> ? Value : never;

/** The person's basis, the delegator's, and the tree, as the database would give them. */
function laidOut({ world, posts, gifts: given, denials, giversPosts, giversDenials }: Everything) {
  const pathOf = (index: number): string[] =>
    index === 0 ? [places[0]!] : [places[index]!, ...pathOf(world.parents[index - 1]!)];
  const paths = new Map(places.map((place, index) => [place, pathOf(index)]));
  const seat = (organization: string) => places[world.seats[organizations.indexOf(organization)]!]!;
  const located = <S extends { organizationId: string | null }>(scope: S) => ({
    ...scope,
    organization: scope.organizationId === null ? null : { placeId: seat(scope.organizationId) },
  });
  const post = ({ organization, role: held }: { organization: string; role: Role }) => ({
    startsOn: "2026-01-01",
    endsOn: null,
    post: { role: held, organization: { id: organization, placeId: seat(organization) } },
  });
  const denial = ({ scope, ...rest }: (typeof denials)[number]) => ({ ...located(scope), ...rest });
  const basis: Basis = {
    memberships: posts.map(post),
    chairTerms: [],
    grants: given.map(({ scope, ...rest }, index) => ({
      ...located(scope),
      ...rest,
      id: `grant-${index}`,
      grantedBy: "giver",
    })),
    denials: denials.map(denial),
  };
  const giver: Basis = {
    memberships: giversPosts.map(post),
    chairTerms: [],
    grants: [],
    denials: giversDenials.map(denial),
  };
  return { basis, giver, paths, seat };
}

const bound = <R>(right: { role: R; placeId: string | null; organizationId: string | null }) => ({
  role: right.role,
  place: right.placeId,
  organization: right.organizationId,
});

test("deny wins: nothing is allowed in or below a denied place, or at a denied organization, by any grant", () => {
  let allowed = 0;
  fc.assert(
    fc.property(everything, (input) => {
      const { basis, giver, paths, seat } = laidOut(input);
      const denials = denialsInForce(basis.denials, at);
      const viewer: Viewer = {
        person: "somebody",
        age: 30,
        residences: [],
        grants: grantsInForce(basis, new Map([["giver", giver]]), paths, at).map(bound),
        denials: denials.map(bound),
      };
      const taken = (of: Role, placePath: readonly string[], organization: string | null) =>
        denials.some(
          (denial) =>
            (denial.role === null || denial.role === of) &&
            ((denial.placeId === null && denial.organizationId === null) ||
              (denial.placeId !== null && placePath.includes(denial.placeId)) ||
              (denial.organizationId !== null && denial.organizationId === organization)),
        );
      for (const of of someRoles) {
        for (const [place, placePath] of paths) {
          const here = hasGrant(viewer, [of], { placePath });
          const exactly = hasGrant(viewer, [of], { exactly: place });
          if (here) allowed++;
          if ((here || exactly) && taken(of, placePath, null)) return false;
          // What is not inherited is had by a right in that very place alone.
          if (exactly && !here) return false;
        }
        for (const organization of organizations) {
          const placePath = paths.get(seat(organization))!;
          const known = hasGrant(viewer, [of], { organization, placePath });
          const unknown = hasGrant(viewer, [of], { organization });
          if (known) allowed++;
          if ((known || unknown) && taken(of, placePath, organization)) return false;
          if (unknown && !known) return false;
        }
      }
      return true;
    }),
    { numRuns: 500 },
  );
  // The property does not hold for want of any right.
  expect(allowed).toBeGreaterThan(1_000);
});

test("without denials each grant in force is had in all of its scope", () => {
  fc.assert(
    fc.property(everything, (input) => {
      const { basis, giver, paths } = laidOut({ ...input, denials: [] });
      const grants = grantsInForce(basis, new Map([["giver", giver]]), paths, at);
      const viewer: Viewer = { person: "somebody", age: 30, residences: [], grants: grants.map(bound) };
      return grants.every(({ role: of, placeId }) =>
        [...paths.values()].every(
          (placePath) =>
            placeId === null || !placePath.includes(placeId) || hasGrant(viewer, [of], { placePath }),
        ),
      );
    }),
    { numRuns: 200 },
  );
});
