import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { calendarDate, idempotencyKey, once, type Right } from "@linli/subgraph";
import { z } from "zod";
import { recordChange } from "../changes/change.actions.ts";
import { refusing } from "../changes/refusing.ts";
import { WrongState } from "../changes/transition.errors.ts";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import type { Steward } from "../memberships/appointment.rules.ts";
import { beginTerm } from "../memberships/membership.actions.ts";
import { PostNotThere, PostTaken } from "../memberships/membership.errors.ts";
import { findPost, isPersonKnown } from "../memberships/membership.store.ts";
import { mustBeSteward } from "../memberships/steward.actions.ts";
import { rightAsSteward } from "../memberships/steward.store.ts";
import { AlreadyRecommended, NotAgreed, OwnRecommendation, SelfRecommendation } from "./placement.errors.ts";
import { type PlacementStep, receivers, receives, transition } from "./placement.rules.ts";
import {
  agreePlacement,
  findPlacement,
  insertPlacement,
  movePlacement,
  type PlacementRow,
} from "./placement.store.ts";
import { rightToAnswer } from "./receiving.store.ts";

/** Who recommends to the bodies of a place (R16). */
const recommenders: readonly Steward[] = [
  { role: "COMMUNITY_WORKER", scope: "PLACE" },
  { role: "LEAGUE_REVIEWER", scope: "PLACE" },
  { role: "CHAIR", scope: "PLACE" },
];

const recommendation = z.object({ personId: z.uuid().toLowerCase(), idempotencyKey });

/** Recommends somebody for a post of a property company or an owners' committee (R16). */
export async function recommendPlacement(
  context: Context,
  { postId, ...input }: { postId: string } & z.input<typeof recommendation>,
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const post = isUuid(postId) ? await findPost(db, postId) : undefined;
  if (!post || !receives(post.organization.classification)) return new NotFound("post to recommend for");
  const right = await rightAsSteward(db, viewer, post.organization, recommenders);
  if (!right) return new NotAllowed();
  const parsed = recommendation.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { personId, idempotencyKey: key } = parsed.data;
  if (personId === viewer.person) return new SelfRecommendation();
  if (!(await isPersonKnown(db, personId))) return new NotFound("person");

  return once<typeof relations, PlacementRow, AlreadyRecommended>(context, viewer, {
    key,
    request: ["recommendPlacement", post.id, personId],
    async first(tx) {
      const at = now();
      const by = { recommendedBy: viewer.person, recommendedAt: at };
      const row = await insertPlacement(tx, { id: uuidv7(+at), personId, postId: post.id, ...by });
      if (!row) return new AlreadyRecommended();
      await recordChange(tx, context, right, { entity: "PLACEMENT", id: row.id, from: null, to: row.state });
      return row;
    },
    again: async (tx, id) => (await findPlacement(tx, id))!,
  });
}

/** The person agrees to be placed: nobody is placed unasked (R18). */
export async function agreeToPlacement(context: Context, id: string) {
  const { db, now } = context;
  const found = await findFor(context, id);
  if (found instanceof Error) return found;
  const { viewer, placement } = found;
  if (placement.personId !== viewer.person) return new NotAllowed();
  if (placement.agreedAt !== null) return placement;
  return db.transaction(async (tx) => {
    const row = await agreePlacement(tx, placement.id, now());
    if (!row) return new WrongState((await findPlacement(tx, placement.id))!.state);
    const { id: entityId, state } = row;
    const right = { role: "RESIDENT", scope: placement.post.organizationId };
    await recordChange(tx, context, right, { entity: "PLACEMENT", id: entityId, from: state, to: "AGREED" });
    return row;
  });
}

const acceptance = z.object({ startsOn: calendarDate.nullish(), endsOn: calendarDate.nullish() });

/** The body that receives accepts who was recommended: a membership begins, today unless said otherwise (R16). */
export async function acceptPlacement(
  context: Context,
  { id, ...input }: { id: string } & z.input<typeof acceptance>,
) {
  const { db, now } = context;
  const found = await findFor(context, id);
  if (found instanceof Error) return found;
  const { viewer, placement } = found;
  const right = await rightAsSteward(db, viewer, placement.post.organization, receivers);
  if (!right) return new NotAllowed();
  const parsed = acceptance.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const at = now();
  const today = dateIn(at);
  const term = { startsOn: parsed.data.startsOn ?? today, endsOn: parsed.data.endsOn ?? null };
  if (term.startsOn < today)
    return new InvalidInput([{ path: ["startsOn"], message: "must not be in the past" }]);
  if (term.endsOn !== null && term.endsOn <= term.startsOn)
    return new InvalidInput([{ path: ["endsOn"], message: "must be after the start" }]);
  if ([placement.recommendedBy, placement.personId].includes(viewer.person)) return new OwnRecommendation();
  const state = transition(placement.state, "accept");
  if (state instanceof Error) return state;
  if (placement.agreedAt === null) return new NotAgreed();

  const { personId, postId } = placement;
  return refusing([PostTaken, PostNotThere, WrongState], () =>
    db.transaction(async (tx) => {
      const { id: membershipId } = await beginTerm(tx, context, right, { personId, postId, ...term });
      const closed = { closedBy: viewer.person, closedAt: at };
      return move(tx, context, placement, right, { state, membershipId, ...closed });
    }),
  );
}

/** The person, or the body that would receive, does not want it. */
export async function declinePlacement(context: Context, id: string) {
  const found = await findFor(context, id);
  if (found instanceof Error) return found;
  const { viewer, placement } = found;
  const right = await rightToAnswer(context.db, viewer, placement);
  return right ? close(context, viewer, placement, "decline", right) : new NotAllowed();
}

/** Takes a recommendation back, by those who may recommend there. */
export async function withdrawPlacement(context: Context, id: string) {
  const found = await findFor(context, id);
  if (found instanceof Error) return found;
  const { viewer, placement } = found;
  const right = await rightAsSteward(context.db, viewer, placement.post.organization, recommenders);
  return right ? close(context, viewer, placement, "withdraw", right) : new NotAllowed();
}

/** Refuses those who may not see who is recommended to a body. */
export function mustSeePlacements(context: Context, organizationId: string): Promise<void> {
  return mustBeSteward(context, organizationId, [...receivers, ...recommenders]);
}

async function findFor({ db, viewer }: Context, id: string) {
  if (!viewer) return new NotSignedIn();
  const placement = isUuid(id) ? await findPlacement(db, id) : undefined;
  return placement ? { viewer, placement } : new NotFound("placement");
}

function close(context: Context, viewer: Viewer, placement: PlacementRow, name: PlacementStep, right: Right) {
  const state = transition(placement.state, name);
  if (state instanceof Error) return state;
  const values = { state, closedBy: viewer.person, closedAt: context.now() };
  return refusing([WrongState], () =>
    context.db.transaction((tx) => move(tx, context, placement, right, values)),
  );
}

/** Writes a step and its event. Throws `WrongState` where somebody else was first. */
async function move(
  tx: Db,
  context: Context,
  placement: PlacementRow,
  right: Right,
  values: Partial<PlacementRow> & { state: PlacementRow["state"] },
) {
  const moved = await movePlacement(tx, placement, values);
  if (!moved) throw new WrongState((await findPlacement(tx, placement.id))!.state);
  const { id, state: from } = placement;
  await recordChange(tx, context, right, { entity: "PLACEMENT", id, from, to: values.state });
  return moved;
}
