import { isUuid, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import type { Context } from "../context.ts";
import type { Steward } from "./appointment.rules.ts";
import { rightAsSteward } from "./steward.store.ts";

/** Refuses, by throwing, those who see to an organization by none of these rights. */
export async function mustBeSteward(
  { db, viewer }: Pick<Context, "db" | "viewer">,
  organizationId: string,
  stewards: readonly Steward[],
): Promise<void> {
  if (!viewer) throw new NotSignedIn();
  const organization = isUuid(organizationId)
    ? await db.query.organizations.findFirst({ where: { id: organizationId } })
    : undefined;
  if (!organization) throw new NotFound("organization");
  if (!(await rightAsSteward(db, viewer, organization, stewards))) throw new NotAllowed();
}
