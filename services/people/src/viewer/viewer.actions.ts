import { ageOn, dateIn } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import type { Context } from "../context.ts";
import { grantsInForce } from "../grants/grant.rules.ts";
import { findAccount, findStanding } from "./viewer.store.ts";

/** Who a signed-in subject is and what that person may do now; null where nobody is known by it. */
export async function viewerOf(
  { db, now }: Pick<Context, "db" | "now">,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<Viewer | null> {
  const account = await findAccount(db, issuer, subject);
  const at = now();
  const standing = account && (await findStanding(db, account.personId, at));
  if (!standing) return null;

  const { id, birthDate, residences, memberships, grants } = standing;
  return {
    person: id,
    age: birthDate === null ? null : ageOn(birthDate, dateIn(at)),
    residences: residences.map(({ placeId, tenure, place }) => ({
      place: placeId,
      tenure,
      within: place.path.map((ancestor) => ancestor.id),
    })),
    grants: grantsInForce(grants, memberships, at).map(({ role, placeId, organizationId }) => ({
      role,
      place: placeId,
      organization: organizationId,
    })),
  };
}

/** The grants of the viewer, with what they rest on and until when. */
export async function ownGrants({ db, now, viewer }: Context) {
  const at = now();
  const standing = viewer && (await findStanding(db, viewer.person, at));
  return standing ? grantsInForce(standing.grants, standing.memberships, at) : [];
}
