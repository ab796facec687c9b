import { dateIn } from "@linli/kernel";
import type { Db } from "../db/client.ts";
import type { Grant } from "../grants/grant.rules.ts";
import { inForceOn } from "../memberships/membership.rules.ts";
import { chairGrant } from "./chair-grant.rules.ts";
import { chairHistory, historyOf } from "./chair-history.rules.ts";

/** The rights that people have as rotating chairs at an instant, by person (R9): one SQL for any number of them. */
export async function chairGrantsOf(
  db: Db,
  personIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, Grant[]>> {
  const grants = new Map<string, Grant[]>();
  if (personIds.length === 0) return grants;
  const today = dateIn(at);
  const rows = await db.query.alliances.findMany({
    columns: { id: true, ...chairHistory.columns },
    where: {
      formedOn: { lte: today },
      OR: [{ dissolvedOn: { isNull: true } }, { dissolvedOn: { gt: today } }],
      everSeated: { adminPosts: { memberships: { personId: { in: [...personIds] }, ...inForceOn(today) } } },
    },
    with: {
      ...chairHistory.with,
      organization: { columns: { placeId: true } },
      everSeated: {
        ...chairHistory.with.everSeated,
        with: {
          adminPosts: {
            columns: { id: true },
            with: { memberships: { columns: { id: true, personId: true, startsOn: true, endsOn: true } } },
          },
        },
      },
    },
  });
  for (const { id, organization, ...row } of rows) {
    const everSeated = row.everSeated.map(({ adminPosts, ...seat }) => ({
      ...seat,
      administrations: adminPosts.flatMap(({ memberships }) => memberships),
    }));
    const chair = chairGrant(
      { id, placeId: organization.placeId, history: historyOf({ ...row, everSeated }) },
      at,
    );
    if (chair && personIds.includes(chair.personId))
      grants.set(chair.personId, [...(grants.get(chair.personId) ?? []), chair.grant]);
  }
  return grants;
}
