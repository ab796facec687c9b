import type { Db } from "../db/client.ts";
import { inForceOn } from "../memberships/membership.rules.ts";
import { seated } from "./think-tank.rules.ts";

/** Who sits in a think tank on a date, with what they bring; those who came first come first. */
export async function findThinkTankMembers(db: Db, thinkTankId: string, on: string) {
  const found = await db.query.organizations.findFirst({
    columns: {},
    where: { id: thinkTankId },
    with: {
      memberships: {
        columns: { id: true, personId: true },
        where: inForceOn(on),
        orderBy: { startsOn: "asc", id: "asc" },
      },
      advisers: { columns: { personId: true, kind: true, source: true, fields: true, contributions: true } },
    },
  });
  return found ? seated(found) : [];
}
