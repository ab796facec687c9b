import { peopleChanged, record } from "@linli/events";
import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { causeOf, once, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { rightInPlace } from "../grants/right.store.ts";
import { findPlace } from "../places/place.store.ts";
import { readTable } from "./import-file.rules.ts";
import { ImportRefused } from "./import.errors.ts";
import { importedFile, previewedFile } from "./import.input.ts";
import {
  findImport,
  findKnownPersons,
  findPlacesWithin,
  type ImportRecord,
  insertHomes,
  insertImport,
  insertPersons,
  lockRoster,
} from "./import.store.ts";
import { planRoster, readRoster, rosterColumns } from "./roster-import.rules.ts";

type Acting = Pick<Context, "now" | "viewer" | "requestId">;
/** A roster, and the place in and below which its buildings lie; null: everywhere. */
type Import = { file: Uint8Array; withinId: string | null };

/** Whom and which homes a roster would bring, and all that is wrong with it; nothing is changed. */
export async function previewRoster(db: Db, { now }: Pick<Acting, "now">, { file, withinId }: Import) {
  const { rows, problems } = readTable(file, rosterColumns);
  const places = (await findPlacesWithin(db, withinId)).filter(({ retiredOn }) => retiredOn === null);
  const roster = readRoster(rows, places, dateIn(now()));
  const plan = planRoster(roster.entries, await findKnownPersons(db, roster.entries), () => uuidv7());
  const all = [...problems, ...roster.problems].toSorted((a, b) => a.line - b.line);
  return { rows: rows.length, plan, problems: all };
}

/** Homes that are added between two words about progress. */
const step = 1_000;

/**
 * Adds all people of a roster with their homes as part of the caller's transaction, or none. Their homes are as they
 * said: each is yet to be verified.
 */
export async function bringRoster(
  tx: Db,
  context: Acting,
  right: Right | undefined,
  asked: Import,
  onProgress: (done: number, all: number) => void = () => {},
): Promise<ImportRecord | ImportRefused> {
  await lockRoster(tx);
  const { rows, plan, problems } = await previewRoster(tx, context, asked);
  if (problems.length > 0) return new ImportRefused(problems);
  await insertPersons(tx, plan.persons);
  const { residences: homes } = plan;
  for (let start = 0; start < homes.length; start += step) {
    const ids = await insertHomes(tx, homes.slice(start, start + step));
    const changes = ids.map((id) => ({ entity: "RESIDENCE", id, from: null, to: "CURRENT", reason: null }));
    await record(tx, peopleChanged, changes, causeOf(context, right));
    onProgress(start + ids.length, homes.length);
  }
  return insertImport(tx, {
    id: uuidv7(),
    kind: "ROSTER",
    personId: context.viewer?.person ?? null,
    rows,
    created: homes.length,
    unchanged: plan.unchanged,
    at: context.now(),
  });
}

/** Says what a roster would bring, to a worker in whose scope it lies. */
export async function previewRosterImport(context: Context, input: { withinId: string; file: string }) {
  const allowed = await importerOf(context, input.withinId);
  if (allowed instanceof Error) return allowed;
  const parsed = previewedFile.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { rows, plan, problems } = await previewRoster(context.db, context, {
    withinId: allowed.withinId,
    file: parsed.data.file,
  });
  const { problems: listed, problemCount } = new ImportRefused(problems);
  return {
    rows,
    created: plan.residences.length,
    unchanged: plan.unchanged,
    problems: listed,
    problemCount,
  };
}

/** Imports a roster, all rows or none, for a worker in whose scope it lies. */
export async function importRoster(
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
    request: ["importRoster", allowed.withinId, input.file],
    first: (tx) => bringRoster(tx, context, allowed.right, { withinId: allowed.withinId, file }),
    again: findImport,
  });
}

async function importerOf({ db, viewer }: Context, placeId: string) {
  if (!viewer) return new NotSignedIn();
  const place = isUuid(placeId) ? await findPlace(db, placeId.toLowerCase()) : undefined;
  if (!place) return new NotFound("place");
  const right = await rightInPlace(db, viewer, ["COMMUNITY_WORKER"], place.id);
  return right ? { viewer, right, withinId: place.id } : new NotAllowed();
}
