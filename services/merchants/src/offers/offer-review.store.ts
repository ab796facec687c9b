import { liesInScope } from "@linli/measures";
import type { PlaceScope } from "@linli/passport";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { workingAt } from "../merchants/merchant.rules.ts";
import type { offers } from "./offer.table.ts";

/** Whether somebody has ever handed an offer in, however often it was taken back and written anew since. */
export async function hasSubmitted(db: Db, offerId: string, personId: string): Promise<boolean> {
  const step = await db.query.offerSteps.findFirst({
    columns: { id: true },
    where: { offerId, actor: personId, step: "SUBMIT" },
  });
  return step !== undefined;
}

/**
 * Offers that wait for a review by somebody who never handed them in and does not work for their merchant: all of their places lie in the worker's scope or,
 * where they cross communities, in the league reviewer's. The same as `reviewRight`, as a filter of the offers' table.
 */
export function awaitingReview(personId: string | null, scopes: ReviewScopes, at: Date) {
  if (personId === null) return { RAW: sql`false` };
  const ofTheirs = {
    OR: [
      { history: { actor: personId, step: "SUBMIT" as const } },
      { merchant: { staff: { personId, ...workingAt(at) } } },
    ],
  };
  return {
    state: "SUBMITTED" as const,
    submittedBy: { ne: personId },
    NOT: ofTheirs,
    ...reviewableIn(scopes),
  };
}

type ReviewScopes = { worker: PlaceScope | null; league: PlaceScope | null };

/** Offers that a worker of that scope reviews or, where they cross communities, a league reviewer. */
export function reviewableIn({ worker, league }: ReviewScopes) {
  const scopes = [
    ...(worker ? [{ RAW: liesIn(worker) }] : []),
    ...(league ? [{ AND: [{ RAW: liesIn(league) }, { RAW: crossesCommunities }] }] : []),
  ];
  return scopes.length > 0 ? { OR: scopes } : { RAW: sql`false` };
}

type OfOffer = (offer: typeof offers) => SQL;

/** There are places, and none that lies outside of the scope. */
function liesIn(scope: PlaceScope): OfOffer {
  const isIn = liesInScope(sql`offer_places.place_id`, scope) ?? sql`true`;
  return (offer) => sql`(select bool_and(${isIn}) from offer_places where offer_id = ${offer.id})`;
}

/** Places in more than one community, or in none because they lie above them. */
const crossesCommunities: OfOffer = (offer) => sql`(
  select count(distinct community.id) <> 1 or count(*) > count(community.id)
  from offer_places left join lateral (
    select places.id from place_paths join places on places.id = ancestor_id
    where place_paths.place_id = offer_places.place_id and places.kind = 'COMMUNITY'
  ) community on true
  where offer_id = ${offer.id})`;
