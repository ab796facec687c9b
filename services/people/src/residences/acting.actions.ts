import { childUntil, isUuid, NotAllowed } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import type { Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import { actingFor } from "../guardianships/guardianship.actions.ts";
import { GuardianNeeded } from "../guardianships/guardianship.errors.ts";
import { mayHelp } from "../helpers/helper.store.ts";

/** Whose homes are seen to, and as what. */
export type Subject = { personId: string; right: Right };

/** For whom the viewer sees to homes: oneself unless one is a child, a child in one's care, or whom one helps (R81). */
export async function subjectOf(
  context: Context,
  viewer: Viewer,
  personId: string,
): Promise<Subject | GuardianNeeded | NotAllowed> {
  const as = (role: string) => ({ personId, right: { role, scope: null } });
  if (personId === viewer.person)
    return viewer.age !== null && viewer.age < childUntil ? new GuardianNeeded() : as("RESIDENT");
  if (!((await actingFor(context, viewer, personId)) instanceof Error)) return as("GUARDIAN");
  if (isUuid(personId) && (await mayHelp(context.db, personId, viewer.person, context.now())))
    return as("HELPER");
  return new NotAllowed("You do not see to this person's homes.");
}
