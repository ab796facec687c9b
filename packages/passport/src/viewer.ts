import { type Role, roles } from "@linli/kernel";
import { z } from "zod";

const id = z.uuid();

/** What the gateway tells every service about the person who asks; `people` answers it, the passport carries it. */
export const viewerClaims = z.object({
  person: id,
  /** Full years on the business date; null where the birth date is not known. */
  age: z.int().nullable(),
  /** Verified residences; `within` is the place and all places above it. */
  residences: z.array(
    z.object({ place: id, within: z.array(id), tenure: z.enum(["OWNER", "TENANT", "FAMILY"]) }),
  ),
  /** Grants in force. Without a scope a grant holds everywhere. */
  grants: z.array(z.object({ role: z.enum(roles), place: id.nullable(), organization: id.nullable() })),
  /** Rights expressly taken away: they outweigh every grant. Without a role it is all roles, without a scope everywhere. */
  denials: z
    .array(z.object({ role: z.enum(roles).nullable(), place: id.nullable(), organization: id.nullable() }))
    .optional(),
});

export type Viewer = z.infer<typeof viewerClaims>;
export type ViewerGrant = Viewer["grants"][number];
export type ViewerResidence = Viewer["residences"][number];

/**
 * Where something is to be done: a place, given as its path (itself and all places above it), or an organization, at
 * best with the path of where it stands. `exactly` names a place whose rights are not inherited from above: minors,
 * mediation, visit notes.
 */
export type Scope =
  | { placePath: readonly string[] }
  | { exactly: string }
  | { organization: string; placePath?: readonly string[] };

/**
 * The grant that lets somebody act here in one of these roles; undefined if there is none, as for a visitor (null).
 * Scope goes down the place tree, never up.
 */
export function findGrant(
  viewer: Viewer | null,
  allowed: readonly Role[],
  scope: Scope,
): ViewerGrant | undefined {
  return viewer?.grants.find(
    (grant) =>
      allowed.includes(grant.role) &&
      reaches(grant, scope) &&
      !viewer.denials?.some(
        (denial) =>
          (denial.role === null || denial.role === grant.role) &&
          (isEverywhere(denial) ||
            reaches(denial, scope) ||
            lieTogether(denial, grant) ||
            (isEverywhere(grant) && mayHold(denial, scope))),
      ),
  );
}

type Bound = { place: string | null; organization: string | null };

const isEverywhere = ({ place, organization }: Bound) => place === null && organization === null;

function reaches(right: Bound, scope: Scope): boolean {
  // What is not inherited is not had by a right that holds everywhere, either.
  if ("exactly" in scope) return right.place === scope.exactly;
  if (isEverywhere(right)) return true;
  if ("organization" in scope) return right.organization === scope.organization;
  return right.place !== null && scope.placePath.includes(right.place);
}

/** Whether the organization stands in a denied place; where that is not known, it may. */
const mayHold = (denial: Bound, scope: Scope) =>
  "organization" in scope &&
  denial.place !== null &&
  (scope.placePath === undefined || scope.placePath.includes(denial.place));

/** A right at an organization and in its place is taken away with either. */
const lieTogether = (denial: Bound, grant: Bound) =>
  (denial.place !== null && denial.place === grant.place) ||
  (denial.organization !== null && denial.organization === grant.organization);

export function hasGrant(viewer: Viewer | null, allowed: readonly Role[], scope: Scope): boolean {
  return findGrant(viewer, allowed, scope) !== undefined;
}

/** The verified residence that lies in one of these places, if the viewer has one. */
export function livesWithin(viewer: Viewer, places: readonly string[]): ViewerResidence | undefined {
  return viewer.residences.find(({ within }) => within.some((place) => places.includes(place)));
}

/** Places in which somebody has a right: these and all below them (null: all places), but not the others and what is below those. */
export type PlaceScope = { within: readonly string[] | null; except: readonly string[] };

/** Where the viewer has a role, as places; null: nowhere. For lists: whether one thing is in reach, `findGrant` says. */
export function placeScope(viewer: Viewer | null, role: Role): PlaceScope | null {
  const denials = (viewer?.denials ?? []).filter((denial) => denial.role === null || denial.role === role);
  const grants = (viewer?.grants ?? []).filter(
    (grant) =>
      grant.role === role && !denials.some((denial) => isEverywhere(denial) || lieTogether(denial, grant)),
  );
  if (grants.length === 0) return null;
  return {
    within: grants.some(isEverywhere) ? null : grants.flatMap(placeOf),
    except: denials.flatMap(placeOf),
  };
}

const placeOf = ({ place }: Bound) => (place === null ? [] : [place]);
