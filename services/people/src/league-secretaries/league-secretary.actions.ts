import { dateIn, isUuid, NotFound } from "@linli/kernel";
import type { Context } from "../context.ts";
import { findCommunitiesWithGap } from "./league-secretary.store.ts";

/** The ids of the communities in a place whose league secretary is not in their leadership today (R58). */
export async function communitiesWithGap({ db, now }: Context, placeId: string): Promise<string[]> {
  if (!isUuid(placeId)) throw new NotFound("place");
  return findCommunitiesWithGap(db, placeId, dateIn(now()));
}
