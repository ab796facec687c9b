import type { Role } from "@linli/kernel";
import { pathsOf } from "@linli/places";
import { chairGrantsOf } from "../chair-terms/chair-grant.store.ts";
import type { Db } from "../db/client.ts";
import {
  type Basis,
  type Denial,
  denialsInForce,
  type Grant,
  grantsInForce,
  liesIn,
  type Paths,
  rightToDelegate,
  type Scope,
} from "./grant.rules.ts";

/** What of a person decides the person's rights: to be selected beside whatever else is read of them. */
export const basisOfPerson = {
  memberships: {
    columns: { startsOn: true, endsOn: true },
    with: {
      post: { columns: { role: true }, with: { organization: { columns: { id: true, placeId: true } } } },
    },
  },
  grants: { with: { organization: { columns: { placeId: true } } } },
  denials: { with: { organization: { columns: { placeId: true } } } },
} as const;

type StoredBasis = Omit<Basis, "chairTerms"> & { id: string };

/** What a person may do at an instant, and what was taken away, from what was selected of that person. */
export async function findRights(
  db: Db,
  stored: StoredBasis,
  at: Date,
): Promise<{ grants: Grant[]; denials: Denial[] }> {
  const basis = (await withChairTerms(db, [stored], at)).get(stored.id)!;
  const delegatorIds = basis.grants.flatMap(({ source, grantedBy }) =>
    source === "DELEGATION" && grantedBy !== null ? [grantedBy] : [],
  );
  const delegators = await findBases(db, delegatorIds, at);
  const all = [basis, ...delegators.values()];
  // Who has nothing delegated and nothing taken away, as almost everybody, needs no tree.
  const needsTree = delegators.size > 0 || basis.denials.length > 0;
  const paths: Paths = needsTree ? await findPaths(db, all) : new Map();
  return {
    grants: grantsInForce(basis, delegators, paths, at),
    denials: denialsInForce(basis.denials, at),
  };
}

/** The right of one's own that a person could hand on in a scope; undefined without one. */
export async function findRightToDelegate(
  db: Db,
  personId: string,
  wanted: Scope & { role: Role },
  at: Date,
): Promise<Grant | undefined> {
  const basis = (await findBases(db, [personId], at)).get(personId);
  return basis && rightToDelegate(wanted, basis, await findPaths(db, [basis], wanted.placeId), at);
}

async function findBases(db: Db, personIds: readonly string[], at: Date): Promise<Map<string, Basis>> {
  if (personIds.length === 0) return new Map();
  const rows = await db.query.persons.findMany({
    columns: { id: true },
    where: { id: { in: [...personIds] } },
    with: basisOfPerson,
  });
  return withChairTerms(db, rows, at);
}

/** Adds the terms as chair, by person. Only who administers an organization can speak for a seat. */
async function withChairTerms(db: Db, people: readonly StoredBasis[], at: Date): Promise<Map<string, Basis>> {
  const speakers = people.filter(({ memberships }) =>
    memberships.some(({ post }) => post.role === "ORGANIZATION_ADMIN"),
  );
  const chairing = await chairGrantsOf(
    db,
    speakers.map(({ id }) => id),
    at,
  );
  return new Map(
    people.map((person) => [person.id, { ...person, chairTerms: chairing.get(person.id) ?? [] }]),
  );
}

/** The paths of all places in which something held, given or taken away lies, and of one more. */
async function findPaths(db: Db, bases: readonly Basis[], more: string | null = null): Promise<Paths> {
  const places = bases.flatMap(({ memberships, chairTerms, grants, denials }) => [
    ...memberships.map(({ post }) => post.organization.placeId),
    ...chairTerms.map(({ placeId }) => placeId),
    ...[...grants, ...denials].map(liesIn),
  ]);
  return pathsOf(
    db,
    [...new Set([...places, more])].filter((place) => place !== null),
  );
}
