import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { pathsOf } from "@linli/places";
import { once } from "@linli/subgraph";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import { foundersOf } from "../memberships/appointment.rules.ts";
import { rightAsSteward } from "../memberships/steward.store.ts";
import type { NameTaken } from "../organizations/organization.errors.ts";
import {
  findOrganization,
  insertOrganization,
  isPlaceInUse,
  type OrganizationRow,
} from "../organizations/organization.store.ts";
import { NotCoFounded } from "./station.errors.ts";
import { type NewStation, newStation } from "./station.input.ts";
import { isCoFounded } from "./station.rules.ts";
import { findStanding, insertStation } from "./station.store.ts";

/** Founds a station in a place, by a social organization together with a party organization of that place (R29). */
export async function foundStation(context: Context, input: NewStation) {
  const { db, viewer, now } = context;
  if (!viewer) return new NotSignedIn();
  const { placeId } = input;
  if (!isUuid(placeId) || !(await isPlaceInUse(db, placeId))) return new NotFound("place");
  const right = await rightAsSteward(db, viewer, { placeId }, foundersOf("SERVICE_STATION"));
  if (!right) return new NotAllowed("A station is not yours to found here.");
  const parsed = newStation.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...station } = parsed.data;

  return once<typeof relations, OrganizationRow, NotCoFounded | InvalidInput | NameTaken>(context, viewer, {
    key,
    request: ["foundStation", station],
    async first(tx) {
      const { name, kind, goals, founderIds } = station;
      const founders = await findStanding(tx, founderIds);
      if (founders.length < founderIds.length)
        return new InvalidInput([{ path: ["founderIds"], message: "must be organizations that stand" }]);
      const path = (await pathsOf(tx, [station.placeId])).get(station.placeId) ?? [];
      if (!isCoFounded(founders, path)) return new NotCoFounded();
      const at = now();
      const row = await insertOrganization(tx, {
        id: uuidv7(+at),
        name,
        classification: "SERVICE_STATION",
        placeId: station.placeId,
        foundedOn: dateIn(at),
      });
      await insertStation(tx, { organizationId: row.id, kind, goals }, founderIds);
      const change = { entity: "ORGANIZATION", id: row.id, from: null, to: "FOUNDED" } as const;
      await recordChange(tx, context, right, change);
      return row;
    },
    again: async (tx, id) => (await findOrganization(tx, id))!,
  });
}
