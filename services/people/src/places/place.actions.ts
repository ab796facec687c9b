import { placesAtOnce, placesSaved, record } from "@linli/events";
import {
  dateIn,
  type DomainError,
  InvalidInput,
  isUuid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  type PlaceKind,
  uuidv7,
} from "@linli/kernel";
import { lockTree, type PlaceRow } from "@linli/places";
import { causeOf, once, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { rightInPlace } from "../grants/right.store.ts";
import {
  type PlaceInsideItself,
  PlaceNameTaken,
  PlaceNotEmpty,
  PlaceRetired,
  type WrongParent,
} from "./place.errors.ts";
import { newPlace, placeName } from "./place.input.ts";
import { refusalOfParent, shapersOf } from "./place.rules.ts";
import { countChildren, findPlace, type FoundPlace, isNameTaken, savePlacesFrom } from "./place.store.ts";

type Requester = Pick<Context, "now" | "viewer" | "requestId">;

/** Lays out places, parents before children, as having been so since then, and announces them to the other services. */
export function layOutPlaces(
  context: Requester & Pick<Context, "db">,
  places: readonly Omit<PlaceRow, "retiredOn">[],
  { since = context.now(), right }: { since?: Date; right?: Right } = {},
) {
  const rows = places.map((place) => ({ ...place, retiredOn: null }));
  return context.db.transaction((tx) => keep(tx, context, right, rows, since));
}

type Misplaced = WrongParent | PlaceInsideItself | PlaceRetired | PlaceNameTaken;
type NewPlace = { kind: PlaceKind; name: string; parentId: string; idempotencyKey: string };

/** Adds a place to the tree, for whoever shapes it there. */
export async function createPlace(context: Context, input: NewPlace) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const parent = await known(db, input.parentId);
  if (!parent) return new NotFound("place");
  const { kind } = input;
  const right = await rightInPlace(db, viewer, shapersOf(kind), parent.id);
  if (!right) return new NotAllowed();
  const parsed = newPlace.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { name, idempotencyKey: key } = parsed.data;

  return once<typeof relations, PlaceRow, Misplaced>(context, viewer, {
    key,
    request: ["createPlace", kind, name, parent.id],
    first: async (tx) => {
      await lockTree(tx);
      const refusal = refusalOfParent({ kind }, (await findPlace(tx, parent.id))!);
      if (refusal) return refusal;
      if (await isNameTaken(tx, { parentId: parent.id, name })) return new PlaceNameTaken();
      const row: PlaceRow = { id: uuidv7(+now()), kind, name, parentId: parent.id, retiredOn: null };
      await keep(tx, context, right, [row]);
      return row;
    },
    again: async (tx, id) => (await findPlace(tx, id))!,
  });
}

/** Gives a place another name; the former one stays in its history. */
export async function renamePlace(context: Context, id: string, newName: string) {
  return change<InvalidInput | PlaceNameTaken>(context, id, () => {
    const parsed = placeName.safeParse(newName);
    if (!parsed.success)
      return new InvalidInput(parsed.error.issues.map((issue) => ({ ...issue, path: ["name"] })));
    return async (tx, place) => {
      const renamed = { ...place, name: parsed.data };
      return (await clashes(tx, renamed)) ? new PlaceNameTaken() : renamed;
    };
  });
}

/** Moves a place with all below it into another one, for whoever shapes the tree at both ends. */
export async function movePlace(context: Context, id: string, parentId: string) {
  return change<NotFound | NotAllowed | Misplaced>(context, id, async ({ kind }) => {
    const parent = await known(context.db, parentId);
    if (!parent) return new NotFound("place");
    if (!(await rightInPlace(context.db, context.viewer, shapersOf(kind), parent.id)))
      return new NotAllowed();
    return async (tx, place) => {
      if (place.parentId === parent.id) return place;
      const refusal = refusalOfParent(place, (await findPlace(tx, parent.id))!);
      if (refusal) return refusal;
      const moved = { ...place, parentId: parent.id };
      return (await clashes(tx, moved)) ? new PlaceNameTaken() : moved;
    };
  });
}

/**
 * Takes a place out of use from today on. What was there stays there, and nothing new comes. What lies in it has to be
 * moved or retired before: of a community that is merged into another, the quarters go on.
 */
export async function retirePlace(context: Context, id: string) {
  return change<PlaceNotEmpty>(context, id, () => async (tx, place) => {
    const children = await countChildren(tx, place.id);
    return children > 0 ? new PlaceNotEmpty(children) : { ...place, retiredOn: dateIn(context.now()) };
  });
}

/** What a place becomes, or why not; asked while nobody else changes the tree. */
type Step<Refusal> = (tx: Db, place: FoundPlace) => Promise<PlaceRow | Refusal>;

/** Changes one place: who asks, what is meant, by what right; then the rest, in one transaction with its event. */
async function change<Refusal extends DomainError>(
  context: Context,
  id: string,
  prepare: (place: FoundPlace) => Step<Refusal> | Refusal | Promise<Step<Refusal> | Refusal>,
) {
  const { db, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const seen = await known(db, id);
  if (!seen) return new NotFound("place");
  const right = await rightInPlace(db, viewer, shapersOf(seen.kind), seen.id);
  if (!right) return new NotAllowed();
  const step = await prepare(seen);
  if (typeof step !== "function") return step;

  return db.transaction(async (tx) => {
    await lockTree(tx);
    const place = (await findPlace(tx, seen.id))!;
    if (place.retiredOn !== null) return new PlaceRetired(place.retiredOn);
    const changed = await step(tx, place);
    if (changed instanceof Error) return changed;
    const { id: placeId, kind, name, parentId, retiredOn } = changed;
    const row = { id: placeId, kind, name, parentId, retiredOn };
    // A second click changes nothing, and announces nothing.
    if (name !== place.name || parentId !== place.parentId || retiredOn !== null)
      await keep(tx, context, right, [row]);
    return row;
  });
}

/** Saves places with their history and announces them. */
async function keep(
  tx: Db,
  context: Requester,
  right: Right | undefined,
  rows: readonly PlaceRow[],
  since = context.now(),
) {
  await savePlacesFrom(tx, rows, since);
  const announcements = Array.from({ length: Math.ceil(rows.length / placesAtOnce) }, (_, index) => ({
    places: rows.slice(index * placesAtOnce, (index + 1) * placesAtOnce),
  }));
  await record(tx, placesSaved, announcements, causeOf(context, right));
}

const known = (db: Db, id: string) =>
  isUuid(id) ? findPlace(db, id.toLowerCase()) : Promise.resolve(undefined);

const clashes = (tx: Db, { id, name, parentId }: PlaceRow) =>
  parentId === null ? Promise.resolve(false) : isNameTaken(tx, { id, name, parentId });
