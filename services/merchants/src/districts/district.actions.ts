import { districtSaved, record } from "@linli/events";
import { DomainError, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { causeOf, once, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { findPlacesInUse } from "../offers/offer.store.ts";
import { rightInPlaces } from "../places/right.store.ts";
import type { DistrictNameTaken } from "./district.errors.ts";
import { districtChange, type DistrictChange, newDistrict, type NewDistrict } from "./district.input.ts";
import { type DistrictRow, findDistrict, saveDistrict } from "./district.store.ts";

const keepers = ["COMMUNITY_WORKER", "PLATFORM_ADMIN"] as const;

/** Names a business district near certain places, for who has all of them in scope (R69). */
export async function createDistrict(context: Context, input: NewDistrict) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = newDistrict.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...details } = parsed.data;
  const right = await rightInPlaces(db, viewer, keepers, details.placeIds);
  if (!right) return new NotAllowed();
  const unknown = await unknownPlaces(db, details.placeIds);
  if (unknown) return unknown;
  return once<typeof relations, DistrictRow, DistrictNameTaken>(context, viewer, {
    key,
    request: ["createDistrict", details],
    first: (tx) => save(tx, context, { id: uuidv7(+now()), createdAt: now() }, details, right),
    again: async (tx, id) => (await findDistrict(tx, id))!,
  });
}

/** Changes a district, for who has both its places and those to come in scope. */
export async function changeDistrict(context: Context, id: string, change: DistrictChange) {
  const { db, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const district = isUuid(id) ? await findDistrict(db, id) : undefined;
  if (!district) return new NotFound("business district");
  const parsed = districtChange.safeParse(change);
  const wanted = parsed.success ? parsed.data.placeIds : [];
  const right = await rightInPlaces(db, viewer, keepers, [
    ...district.places.map((place) => place.id),
    ...wanted,
  ]);
  if (!right) return new NotAllowed();
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const unknown = await unknownPlaces(db, wanted);
  if (unknown) return unknown;
  return db
    .transaction((tx) => save(tx, context, district, parsed.data, right))
    .catch((error: unknown) => {
      if (error instanceof DomainError) return error as DistrictNameTaken;
      throw error;
    });
}

async function save(
  tx: Db,
  context: Context,
  { id, createdAt }: Pick<DistrictRow, "id" | "createdAt">,
  { name, location, placeIds: given }: DistrictChange,
  right: Right,
) {
  const placeIds = [...new Set(given)];
  const row = await saveDistrict(tx, { id, name, ...location, createdAt }, placeIds);
  await record(tx, districtSaved, { districtId: id, placeIds, ...location }, causeOf(context, right));
  return row;
}

async function unknownPlaces(db: Db, placeIds: readonly string[]) {
  const known = new Set((await findPlacesInUse(db, placeIds)).map(({ id }) => id));
  const unknown = placeIds.filter((id) => !known.has(id));
  return unknown.length > 0
    ? new InvalidInput(
        unknown.map((id) => ({ path: ["placeIds"], message: `there is no place ${id} in use` })),
      )
    : undefined;
}
