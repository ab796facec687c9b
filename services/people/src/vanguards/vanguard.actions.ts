import { InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, type Role, uuidv7 } from "@linli/kernel";
import { idempotencyKey, once, type Right } from "@linli/subgraph";
import { z } from "zod";
import { recordChange } from "../changes/change.actions.ts";
import { WrongState } from "../changes/transition.errors.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import { rightInPlace } from "../grants/right.store.ts";
import { AlreadyNominated, OwnNomination, SelfNomination } from "./vanguard.errors.ts";
import { transition, type VanguardStep } from "./vanguard.rules.ts";
import { findVanguard, insertVanguard, moveVanguard, type VanguardRow } from "./vanguard.store.ts";

/** Who may find vanguards in a place (R15), and who recognizes them. */
const nominators = ["CHAIR", "COMMUNITY_WORKER", "LEAGUE_REVIEWER"] as const satisfies Role[];
const recognizers = ["COMMUNITY_WORKER", "LEAGUE_REVIEWER"] as const satisfies Role[];

const nomination = z.object({
  personId: z.uuid().toLowerCase(),
  activityIds: z
    .array(z.uuid().toLowerCase())
    .min(1, "cite at least one activity")
    .max(20)
    .transform((ids) => [...new Set(ids)]),
  idempotencyKey,
});

/** Nominates somebody as a youth vanguard of a place, citing activities in which that showed (R15). */
export async function nominateVanguard(
  context: Context,
  { placeId, ...input }: { placeId: string } & z.input<typeof nomination>,
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  if (!isUuid(placeId)) return new NotFound("place");
  const right = await rightInPlace(db, viewer, nominators, placeId);
  if (!right) return new NotAllowed();
  const parsed = nomination.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { personId, activityIds, idempotencyKey: key } = parsed.data;
  if (personId === viewer.person) return new SelfNomination();
  const known = await db.query.persons.findFirst({ columns: { id: true }, where: { id: personId } });
  if (!known) return new NotFound("person");

  return once<typeof relations, VanguardRow, AlreadyNominated>(context, viewer, {
    key,
    request: ["nominateVanguard", placeId, personId, activityIds],
    async first(tx) {
      const at = now();
      const values = { id: uuidv7(+at), personId, placeId, nominatedBy: viewer.person, nominatedAt: at };
      const row = await insertVanguard(tx, values, activityIds);
      if (!row) return new AlreadyNominated();
      await recordChange(tx, context, right, { entity: "VANGUARD", id: row.id, from: null, to: row.state });
      return row;
    },
    again: async (tx, id) => (await findVanguard(tx, id))!,
  });
}

/** The person agrees to be nominated, and so begins training. */
export function acceptNomination(context: Context, id: string) {
  return ownStep(context, id, "accept", { acceptedAt: context.now() });
}

/** The person does not want to be nominated, or leaves the training. */
export function declineNomination(context: Context, id: string) {
  return ownStep(context, id, "decline", {});
}

/** Takes a nomination back, by whoever made it or by the community's worker. */
export async function withdrawNomination(context: Context, id: string) {
  const found = await findFor(context, id);
  if (found instanceof Error) return found;
  const { viewer, vanguard } = found;
  const right = await rightInPlace(
    context.db,
    viewer,
    vanguard.nominatedBy === viewer.person ? nominators : recognizers,
    vanguard.placeId,
  );
  if (!right) return new NotAllowed();
  return step(context, vanguard, "withdraw", right, {});
}

/** Recognizes a vanguard after training; not by whoever nominated. */
export async function recognizeVanguard(context: Context, id: string) {
  const found = await findFor(context, id);
  if (found instanceof Error) return found;
  const { viewer, vanguard } = found;
  const right = await rightInPlace(context.db, viewer, recognizers, vanguard.placeId);
  if (!right) return new NotAllowed();
  if (viewer.person === vanguard.nominatedBy || viewer.person === vanguard.personId)
    return new OwnNomination();
  return step(context, vanguard, "recognize", right, {
    recognizedBy: viewer.person,
    recognizedAt: context.now(),
  });
}

/** Refuses those who may not see who was nominated in a place. */
export async function mustSeeVanguards({ db, viewer }: Context, placeId: string): Promise<void> {
  if (!(await rightInPlace(db, viewer, nominators, placeId))) throw new NotAllowed();
}

async function findFor({ db, viewer }: Context, id: string) {
  if (!viewer) return new NotSignedIn();
  const vanguard = isUuid(id) ? await findVanguard(db, id) : undefined;
  return vanguard ? { viewer, vanguard } : new NotFound("nomination");
}

async function ownStep(context: Context, id: string, name: VanguardStep, values: Partial<VanguardRow>) {
  const found = await findFor(context, id);
  if (found instanceof Error) return found;
  const { viewer, vanguard } = found;
  if (vanguard.personId !== viewer.person) return new NotAllowed();
  return step(context, vanguard, name, { role: "RESIDENT", scope: vanguard.placeId }, values);
}

/** Takes one step of the lifecycle, together with its event. */
function step(
  context: Context,
  vanguard: VanguardRow,
  name: VanguardStep,
  right: Right,
  values: Partial<VanguardRow>,
) {
  const state = transition(vanguard.state, name);
  if (state instanceof Error) return state;
  return context.db.transaction(async (tx) => {
    const moved = await moveVanguard(tx, vanguard, { ...values, state });
    // Somebody else was first: what was seen is no longer so.
    if (!moved) return new WrongState((await findVanguard(tx, vanguard.id))!.state);
    const { id } = moved;
    await recordChange(tx, context, right, { entity: "VANGUARD", id, from: vanguard.state, to: state });
    return moved;
  });
}
