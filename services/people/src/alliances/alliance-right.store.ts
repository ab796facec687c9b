import type { Role } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import type { Right } from "@linli/subgraph";
import type { Db } from "../db/client.ts";
import { rightAtOrganization, rightInPlace } from "../grants/right.store.ts";
import type { FoundAlliance, SeatRow } from "./alliance.store.ts";

type Viewing = { db: Db; viewer: Viewer | null };

/** By what right the viewer leads an alliance: as its chair in term, or in one of these roles where it stands. */
export async function rightToLead(
  { db, viewer }: Viewing,
  { id, placeId }: Pick<FoundAlliance, "id" | "placeId">,
  roles: readonly Role[],
): Promise<Right | undefined> {
  return rightAtOrganization(viewer, ["CHAIR"], id) ?? rightInPlace(db, viewer, roles, placeId);
}

/** By what right the viewer speaks for a seat: as administrator of the organization that has it. */
export function rightToSpeakFor(
  viewer: Viewer | null,
  { organizationId }: Pick<SeatRow, "organizationId">,
): Right | undefined {
  return rightAtOrganization(viewer, ["ORGANIZATION_ADMIN"], organizationId);
}
