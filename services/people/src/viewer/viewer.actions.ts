import { ageOn, dateIn } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import type { Context } from "../context.ts";
import type { Scope } from "../grants/grant.rules.ts";
import { findRights } from "../grants/standing.store.ts";
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

  const { id, birthDate, residences } = standing;
  const { grants, denials } = await findRights(db, standing, at);
  return {
    person: id,
    age: birthDate === null ? null : ageOn(birthDate, dateIn(at)),
    residences: residences.map(({ placeId, tenure, place }) => ({
      place: placeId,
      tenure,
      within: place.path.map((ancestor) => ancestor.id),
    })),
    grants: grants.map(bound),
    ...(denials.length > 0 && { denials: denials.map(bound) }),
  };
}

const bound = <R>({ role, placeId, organizationId }: Scope & { role: R }) => ({
  role,
  place: placeId,
  organization: organizationId,
});

/** The rights of the viewer, with what they rest on and until when, and what was taken away. */
export async function ownRights({ db, now, viewer }: Context) {
  const at = now();
  const standing = viewer && (await findStanding(db, viewer.person, at));
  return standing ? findRights(db, standing, at) : { grants: [], denials: [] };
}
