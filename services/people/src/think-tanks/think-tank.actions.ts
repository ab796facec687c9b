import { dateIn } from "@linli/kernel";
import type { Context } from "../context.ts";
import { mustBeSteward } from "../memberships/steward.actions.ts";
import { countPlaces } from "../places/place.store.ts";
import { findThinkTankMembers } from "./think-tank.store.ts";

export type ThinkTankMember = Awaited<ReturnType<typeof findThinkTankMembers>>[number];

/** Who sits in a think tank with what they bring, for its own members and those who see to it. */
export async function membersOf(context: Context, thinkTankId: string): Promise<ThinkTankMember[]> {
  await mustBeSteward(context, thinkTankId, [
    { role: "YOUTH_MEMBER", scope: "ORGANIZATION" },
    { role: "ORGANIZATION_ADMIN", scope: "ORGANIZATION" },
    { role: "COMMUNITY_WORKER", scope: "PLACE" },
    { role: "LEAGUE_REVIEWER", scope: "PLACE" },
  ]);
  return findThinkTankMembers(context.db, thinkTankId, dateIn(context.now()));
}

/** How many rows the matrix of places and fields has: the places that a filter finds. */
export const countRows = ({ db }: Context, where: object): Promise<number> => countPlaces(db, where);
