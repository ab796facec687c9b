import type { Context } from "../context.ts";
import { scopesOf } from "../places/place-scope.rules.ts";
import { reviewerRoles } from "./merchant.rules.ts";
import { awaitingDecision } from "./merchant-review.store.ts";

/** What waits for the viewer's decision, as a filter of the merchants' table: for a visitor nothing does. */
export function toReview({ viewer, now }: Context) {
  if (!viewer) return { id: { in: [] } };
  return awaitingDecision(viewer.person, scopesOf(viewer, reviewerRoles), now());
}
