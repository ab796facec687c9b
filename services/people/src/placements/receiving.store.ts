import type { Viewer } from "@linli/passport";
import type { Right } from "@linli/subgraph";
import type { Db } from "../db/client.ts";
import { rightAsSteward } from "../memberships/steward.store.ts";
import { receivers } from "./placement.rules.ts";

type Recommended = { personId: string; post: { organization: { id: string; placeId: string } } };

/** By what right somebody answers a recommendation: as who was recommended, or for the body that would receive. */
export async function rightToAnswer(
  db: Db,
  viewer: Viewer,
  { personId, post: { organization } }: Recommended,
): Promise<Right | undefined> {
  return personId === viewer.person
    ? { role: "RESIDENT", scope: organization.id }
    : rightAsSteward(db, viewer, organization, receivers);
}
