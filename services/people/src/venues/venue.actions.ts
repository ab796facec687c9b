import { record, venueSaved } from "@linli/events";
import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { causeOf, once, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { rightInPlace } from "../grants/right.store.ts";
import { PlaceRetired } from "../places/place.errors.ts";
import { findPlace } from "../places/place.store.ts";
import { VenueClosed, VenueNameTaken } from "./venue.errors.ts";
import { newVenue, type NewVenue, signPhoto } from "./venue.input.ts";
import { findVenue, insertVenue, updateOpenVenue, type VenueRow } from "./venue.store.ts";

const keepers = ["COMMUNITY_WORKER"] as const;

/** Opens a venue from today on, for a worker in whose scope it lies. */
export async function openVenue(context: Context, input: NewVenue) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const place = isUuid(input.placeId) ? await findPlace(db, input.placeId) : undefined;
  if (!place) return new NotFound("place");
  const right = await rightInPlace(db, viewer, keepers, place.id);
  if (!right) return new NotAllowed();
  const parsed = newVenue.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  if (!(await isOrganizationThere(db, input.providerId)))
    return new InvalidInput([{ path: ["providerId"], message: "there is no such organization" }]);
  if (place.retiredOn !== null) return new PlaceRetired(place.retiredOn);

  const { name, idempotencyKey: key } = parsed.data;
  const { kind, providerId } = input;
  return once<typeof relations, VenueRow, VenueNameTaken>(context, viewer, {
    key,
    request: ["openVenue", place.id, kind, name, providerId],
    first: async (tx) => {
      const at = now();
      const values = { id: uuidv7(+at), placeId: place.id, kind, name, providerId, openedOn: dateIn(at) };
      const row = await insertVenue(tx, values);
      if (!row) return new VenueNameTaken();
      await announce(tx, context, right, row);
      return row;
    },
    again: async (tx, id) => (await findVenue(tx, id))!,
  });
}

/** Notes where the newest photo of a venue's sign is kept, and when it was taken (R34). */
export function recordSignPhoto(
  context: Context,
  { venueId, ...photo }: { venueId: string; reference: string; takenOn: string },
) {
  return change<InvalidInput>(context, venueId, () => {
    const parsed = signPhoto(dateIn(context.now())).safeParse(photo);
    if (!parsed.success) return new InvalidInput(parsed.error.issues);
    return { signPhoto: parsed.data.reference, signPhotoTakenOn: parsed.data.takenOn };
  });
}

/** Closes a venue from today on. */
export function closeVenue(context: Context, id: string) {
  return change<never>(context, id, () => ({ closedOn: dateIn(context.now()) }));
}

async function change<Refusal extends InvalidInput>(
  context: Context,
  id: string,
  prepare: () => Partial<VenueRow> | Refusal,
) {
  const { db, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const venue = isUuid(id) ? await findVenue(db, id) : undefined;
  if (!venue) return new NotFound("venue");
  const right = await rightInPlace(db, viewer, keepers, venue.placeId);
  if (!right) return new NotAllowed();
  const values = prepare();
  if (values instanceof Error) return values;
  return db.transaction(async (tx) => {
    const row = await updateOpenVenue(tx, venue.id, values);
    if (!row) return new VenueClosed((await findVenue(tx, venue.id))!.closedOn!);
    await announce(tx, context, right, row);
    return row;
  });
}

function announce(tx: Db, context: Context, right: Right, venue: VenueRow) {
  const { signPhoto: _photo, signPhotoTakenOn: _takenOn, ...payload } = venue;
  return record(tx, venueSaved, payload, causeOf(context, right));
}

const isOrganizationThere = async (db: Db, id: string) =>
  isUuid(id) &&
  (await db.query.organizations.findFirst({ columns: { id: true }, where: { id } })) !== undefined;
