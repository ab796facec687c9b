import { NotAllowed } from "@linli/kernel";
import type { Context } from "../context.ts";
import { rightInPlace } from "../grants/right.store.ts";

/** Refuses those to whom the councillors' ages are a secret: all but the workers and reviewers of the place. */
export async function mustSeeEligibility({ db, viewer }: Context, placeId: string): Promise<void> {
  const right = await rightInPlace(db, viewer, ["COMMUNITY_WORKER", "LEAGUE_REVIEWER"], placeId);
  if (!right) throw new NotAllowed();
}
