import type { Db } from "../db/client.ts";
import { bodiesOn, gapOf } from "./league-secretary.rules.ts";

/** The communities in a place whose league secretary is not in their leadership on a date. */
export async function findCommunitiesWithGap(db: Db, placeId: string, on: string): Promise<string[]> {
  const communities = await db.query.places.findMany({
    columns: { id: true },
    where: {
      kind: "COMMUNITY",
      path: { id: placeId },
      OR: [{ retiredOn: { isNull: true } }, { retiredOn: { gt: on } }],
    },
    with: { bodies: bodiesOn(on) },
  });
  return communities.filter(({ bodies }) => gapOf(bodies) !== null).map(({ id }) => id);
}
