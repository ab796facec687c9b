import {
  InvalidInput,
  isUuid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  type PlaceKind,
  uuidv7,
} from "@linli/kernel";
import { lockTree } from "@linli/places";
import { once, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { rightInPlace } from "../grants/right.store.ts";
import { layOutPlaces } from "../places/place.actions.ts";
import { shapersOf } from "../places/place.rules.ts";
import { findPlace } from "../places/place.store.ts";
import { readTable } from "./import-file.rules.ts";
import { ImportRefused } from "./import.errors.ts";
import { importedFile, previewedFile } from "./import.input.ts";
import { findImport, findPlacesWithin, type ImportRecord, insertImport } from "./import.store.ts";
import { placeColumns, planPlaces } from "./place-import.rules.ts";

type Acting = Pick<Context, "now" | "viewer" | "requestId">;

/** Where a file of places belongs, and who imports it. */
type Import = {
  file: Uint8Array;
  /** The place in and below which parents are looked for; null: everywhere. */
  withinId: string | null;
  mayCreate(kind: PlaceKind): boolean;
};

/** What a file would bring, and all that is wrong with it; nothing is changed. */
export async function previewPlaces(db: Db, { file, withinId, mayCreate }: Import) {
  const { rows, problems } = readTable(file, placeColumns);
  const plan = planPlaces(rows, await findPlacesWithin(db, withinId), { mayCreate, newId: () => uuidv7() });
  const all = [...problems, ...plan.problems].toSorted((a, b) => a.line - b.line);
  return { rows: rows.length, created: plan.created, unchanged: plan.unchanged, problems: all };
}

/** Rows that are laid out between two words about progress. */
const step = 1_000;

/** Lays out all places of a file as part of the caller's transaction, or none. */
export async function bringPlaces(
  tx: Db,
  context: Acting,
  right: Right | undefined,
  asked: Import,
  onProgress: (done: number, all: number) => void = () => {},
): Promise<ImportRecord | ImportRefused> {
  await lockTree(tx);
  const { rows, created, unchanged, problems } = await previewPlaces(tx, asked);
  if (problems.length > 0) return new ImportRefused(problems);
  for (let start = 0; start < created.length; start += step) {
    const batch = created.slice(start, start + step);
    await layOutPlaces({ ...context, db: tx }, batch, { ...(right && { right }) });
    onProgress(start + batch.length, created.length);
  }
  return insertImport(tx, {
    id: uuidv7(),
    kind: "PLACES",
    personId: context.viewer?.person ?? null,
    rows,
    created: created.length,
    unchanged,
    at: context.now(),
  });
}

/** Says what a file of places would bring, to whoever shapes the tree there. */
export async function previewPlaceImport(context: Context, input: { withinId: string; file: string }) {
  const allowed = await importerOf(context, input.withinId);
  if (allowed instanceof Error) return allowed;
  const parsed = previewedFile.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { rows, created, unchanged, problems } = await previewPlaces(context.db, {
    ...allowed,
    file: parsed.data.file,
  });
  const { problems: listed, problemCount } = new ImportRefused(problems);
  return { rows, created: created.length, unchanged, problems: listed, problemCount };
}

/** Imports a file of places, all rows or none, for whoever shapes the tree there. */
export async function importPlaces(
  context: Context,
  input: { withinId: string; file: string; idempotencyKey: string },
) {
  const allowed = await importerOf(context, input.withinId);
  if (allowed instanceof Error) return allowed;
  const parsed = importedFile.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { file, idempotencyKey: key } = parsed.data;
  return once<typeof relations, ImportRecord, ImportRefused>(context, allowed.viewer, {
    key,
    request: ["importPlaces", allowed.withinId, input.file],
    first: (tx) => bringPlaces(tx, context, allowed.right, { ...allowed, file }),
    again: findImport,
  });
}

async function importerOf({ db, viewer }: Context, placeId: string) {
  if (!viewer) return new NotSignedIn();
  const place = isUuid(placeId) ? await findPlace(db, placeId.toLowerCase()) : undefined;
  if (!place) return new NotFound("place");
  const right =
    (await rightInPlace(db, viewer, ["PLATFORM_ADMIN"], place.id)) ??
    (await rightInPlace(db, viewer, ["COMMUNITY_WORKER"], place.id));
  if (!right) return new NotAllowed();
  const mayCreate = (kind: PlaceKind) => shapersOf(kind).some((role) => role === right.role);
  return { viewer, right, withinId: place.id, mayCreate };
}
