import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { pathsOf } from "@linli/places";
import { idempotencyKey, once } from "@linli/subgraph";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import { rightInPlace } from "../grants/right.store.ts";
import { findOrganization } from "../organizations/organization.store.ts";
import { type AlreadyEnrolled, AlreadyLed, NotALead } from "./youth-community.errors.ts";
import {
  findCommunity,
  findYouthCommunity,
  insertYouthCommunity,
  linkLead,
  type YouthCommunityRow,
} from "./youth-community.store.ts";

const enrollers = ["LEAGUE_REVIEWER", "COMMUNITY_WORKER"] as const;

/** Enrols a community in the programme (R33). */
export async function enrolYouthCommunity(
  context: Context,
  input: { placeId: string; idempotencyKey: string },
) {
  const { db, viewer, now } = context;
  if (!viewer) return new NotSignedIn();
  const place = isUuid(input.placeId) ? await findCommunity(db, input.placeId) : undefined;
  if (!place) return new NotFound("place");
  const right = await rightInPlace(db, viewer, enrollers, place.id);
  if (!right) return new NotAllowed("This community is not yours to enrol.");
  const key = idempotencyKey.safeParse(input.idempotencyKey);
  if (!key.success) return new InvalidInput(key.error.issues.map(inKey));
  if (place.kind !== "COMMUNITY")
    return new InvalidInput([{ path: ["placeId"], message: "must be a community" }]);

  return once<typeof relations, YouthCommunityRow, AlreadyEnrolled>(context, viewer, {
    key: key.data,
    request: ["enrolYouthCommunity", place.id],
    async first(tx) {
      const at = now();
      const enrolment = { id: uuidv7(+at), placeId: place.id, enrolledOn: dateIn(at) };
      const row = await insertYouthCommunity(tx, enrolment);
      const change = { entity: "YOUTH_COMMUNITY", id: row.id, from: null, to: "ENROLLED" } as const;
      await recordChange(tx, context, right, change);
      return row;
    },
    again: async (tx, id) => (await findYouthCommunity(tx, id))!,
  });
}

const inKey = ({ message }: { message: string }) => ({ path: ["idempotencyKey"], message });

/** Links the party organization that leads a Youth Community (R3). Asked again, it answers the same. */
export async function linkPartyLead(context: Context, id: string, organizationId: string) {
  const { db, viewer, now } = context;
  if (!viewer) return new NotSignedIn();
  const enrolment = isUuid(id) ? await findYouthCommunity(db, id) : undefined;
  if (!enrolment) return new NotFound("Youth Community");
  const right = await rightInPlace(db, viewer, enrollers, enrolment.placeId);
  if (!right) return new NotAllowed("This Youth Community is not yours to see to.");
  const lead = isUuid(organizationId) ? await findOrganization(db, organizationId) : undefined;
  if (!lead) return new NotFound("organization");
  const path = (await pathsOf(db, [enrolment.placeId])).get(enrolment.placeId) ?? [];
  const mayLead =
    lead.classification === "PARTY_ORGANIZATION" && lead.dissolvedOn === null && path.includes(lead.placeId);
  if (!mayLead) return new NotALead();

  return db.transaction(async (tx) => {
    const row = await linkLead(tx, enrolment.id, lead.id, dateIn(now()));
    if (!row) {
      const present = (await findYouthCommunity(tx, enrolment.id))!;
      return present.leadId === lead.id ? present : new AlreadyLed();
    }
    const change = { entity: "YOUTH_COMMUNITY", id: row.id, from: "ENROLLED", to: "LED" } as const;
    await recordChange(tx, context, right, change);
    return row;
  });
}
