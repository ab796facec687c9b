import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { once, type Right } from "@linli/subgraph";
import type { z } from "zod";
import { recordChange } from "../changes/change.actions.ts";
import { refusing } from "../changes/refusing.ts";
import { WrongState } from "../changes/transition.errors.ts";
import type { Context } from "../context.ts";
import { refusalOfCouncillor } from "../councils/council.rules.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { refusalOfFellow } from "../fellowships/fellowship.rules.ts";
import type { Steward } from "../memberships/appointment.rules.ts";
import { beginTerm } from "../memberships/membership.actions.ts";
import { PostNotThere, PostTaken } from "../memberships/membership.errors.ts";
import { findPost } from "../memberships/membership.store.ts";
import { mustBeSteward } from "../memberships/steward.actions.ts";
import { rightAsSteward } from "../memberships/steward.store.ts";
import { SitsInOwnersCommittee } from "../think-tanks/think-tank.errors.ts";
import { refusalOfAdviser } from "../think-tanks/think-tank.rules.ts";
import { AlreadyApplied, AlreadyMember, OwnApplication, SeatTaken } from "./application.errors.ts";
import { admission, type AdviserJoining, adviserJoining, joining } from "./application.input.ts";
import {
  type ApplicationStep,
  type Candidate,
  type Ineligible,
  type JoinedBody,
  joinedBodies,
  problemsOfTerm,
  refusalOf,
  transition,
} from "./application.rules.ts";
import {
  type ApplicationRow,
  findApplication,
  findCandidate,
  insertApplication,
  isHeld,
  moveApplication,
  saveAdviser,
} from "./application.store.ts";

type Joining = { postId: string; idempotencyKey: string };

/** Applies for a vacant seat in a youth council (R17). */
export function joinYouthCouncil(context: Context, input: Joining) {
  return join(context, "YOUTH_COUNCIL", input, (candidate, placeId, on) =>
    refusalOfCouncillor(candidate, placeId, on, context.policies.councilAge),
  );
}

/** Applies for a vacant seat in a fellowship of young committee members (R38). */
export function joinCommitteeFellowship(context: Context, input: Joining) {
  return join(context, "COMMITTEE_FELLOWSHIP", input, (candidate, placeId, on) =>
    refusalOfFellow(candidate, placeId, on, context.policies.councilAge),
  );
}

/** Why a candidate may not join the body of a place on a date; null where nothing speaks against it. */
type Refuse<Refusal> = (candidate: Candidate, placeId: string, on: string) => Refusal | null;

async function join<Refusal extends Ineligible>(
  context: Context,
  classification: JoinedBody,
  { postId, ...input }: Joining,
  refuse: Refuse<Refusal>,
) {
  const { viewer } = context;
  if (!viewer) return new NotSignedIn();
  const seat = await findSeat(context.db, classification, postId);
  if (!seat) return new NotFound("seat");
  const parsed = joining.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  return apply(context, viewer, seat, { key: parsed.data.idempotencyKey, brought: null, refuse });
}

/** Applies for a vacant seat in a think tank, saying what one brings (R21, R24–R26). */
export async function joinThinkTank(
  context: Context,
  { postId, ...input }: { postId: string } & AdviserJoining,
) {
  const { db, viewer, now } = context;
  if (!viewer) return new NotSignedIn();
  const seat = await findSeat(db, "THINK_TANK", postId);
  if (!seat) return new NotFound("seat");
  const parsed = adviserJoining.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey, acknowledged, ...brought } = parsed.data;
  if (brought.kind === "RESIDENT_ADVISOR" && !acknowledged) {
    const { committees } = await findCandidate(db, viewer.person, seat.organization.id, dateIn(now()));
    if (committees.length > 0) return new SitsInOwnersCommittee();
  }
  return apply(context, viewer, seat, {
    key: idempotencyKey,
    brought,
    refuse: ({ homes }, placeId) => refusalOfAdviser(brought.kind, homes, placeId),
  });
}

type Seat = NonNullable<Awaited<ReturnType<typeof findSeat>>>;
type Brought = Omit<z.output<typeof adviserJoining>, "idempotencyKey" | "acknowledged">;

/** A seat in a body of this kind. */
async function findSeat(db: Db, classification: JoinedBody, postId: string) {
  const post = isUuid(postId) ? await findPost(db, postId) : undefined;
  if (post?.organization.classification !== classification) return undefined;
  return { ...post, organization: { ...post.organization, classification } };
}

async function apply<Refusal extends Ineligible>(
  context: Context,
  viewer: Viewer,
  { id: postId, organization: body }: Seat,
  { key, brought, refuse }: { key: string; brought: Brought | null; refuse: Refuse<Refusal> },
) {
  type Refused = Refusal | AlreadyMember | SeatTaken | AlreadyApplied;
  const { person: personId } = viewer;
  return once<typeof relations, ApplicationRow, Refused>(context, viewer, {
    key,
    request: ["join", postId, brought],
    async first(tx) {
      const at = context.now();
      const today = dateIn(at);
      const candidate = await findCandidate(tx, personId, body.id, today);
      if (candidate.bodies.includes(body.id)) return new AlreadyMember();
      const refusal = refuse(candidate, body.placeId, today);
      if (refusal) return refusal;
      if (await isHeld(tx, postId, today)) return new SeatTaken();
      const row = await insertApplication(tx, { id: uuidv7(+at), personId, postId, appliedAt: at });
      if (!row) return new AlreadyApplied();
      if (brought) await saveAdviser(tx, { ...brought, thinkTankId: body.id, personId, declaredAt: at });
      const right = { role: "RESIDENT", scope: body.placeId };
      await recordChange(tx, context, right, {
        entity: "APPLICATION",
        id: row.id,
        from: null,
        to: row.state,
      });
      return row;
    },
    again: async (tx, id) => (await findApplication(tx, id))!,
  });
}

/**
 * Admits an applicant: a membership for a term that begins today unless said otherwise. Whether they may join is asked
 * again, as of the day on which they do.
 */
export async function admitApplication(
  context: Context,
  { id, ...input }: { id: string; startsOn?: string | null | undefined; endsOn?: string | null | undefined },
) {
  const found = await findToDecide(context, id);
  if (found instanceof Error) return found;
  const { db, now, policies } = context;
  const { application, body, right, viewer } = found;
  const parsed = admission.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const at = now();
  const today = dateIn(at);
  const term = { startsOn: parsed.data.startsOn ?? today, endsOn: parsed.data.endsOn ?? null };
  const problems = problemsOfTerm(body.classification, term, today);
  if (problems.length > 0) return new InvalidInput(problems);
  const state = transition(application.state, "admit");
  if (state instanceof Error) return state;
  const candidate = await findCandidate(db, application.personId, body.id, term.startsOn);
  const refusal = refusalOf(candidate, body, term.startsOn, policies.councilAge);
  if (refusal) return refusal;

  const { personId, postId } = application;
  const admitted = await refusing([PostTaken, PostNotThere, WrongState], () =>
    db.transaction(async (tx) => {
      const { id: membershipId } = await beginTerm(tx, context, right, { personId, postId, ...term });
      const closed = { closedBy: viewer.person, closedAt: at };
      return move(tx, context, application, right, { state, membershipId, ...closed });
    }),
  );
  return admitted instanceof PostTaken ? new SeatTaken() : admitted;
}

/** Does not admit an applicant. */
export async function declineApplication(context: Context, id: string) {
  const found = await findToDecide(context, id);
  return found instanceof Error ? found : close(context, found.application, "decline", found.right);
}

/** Takes one's own application back. */
export async function withdrawApplication(context: Context, id: string) {
  const { db, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const application = isUuid(id) ? await findApplication(db, id) : undefined;
  if (!application) return new NotFound("application");
  if (application.personId !== viewer.person) return new NotAllowed();
  const { placeId: scope } = application.post.organization;
  return close(context, application, "withdraw", { role: "RESIDENT", scope });
}

/** Refuses those who may not see who applied to a body. */
export function mustSeeApplications(context: Context, organizationId: string): Promise<void> {
  return mustBeSteward(context, organizationId, deciders);
}

/** Whoever convenes the body, and the workers where it stands. */
const deciders: readonly Steward[] = [
  { role: "ORGANIZATION_ADMIN", scope: "ORGANIZATION" },
  { role: "COMMUNITY_WORKER", scope: "PLACE" },
];

async function findToDecide({ db, viewer }: Context, id: string) {
  if (!viewer) return new NotSignedIn();
  const application = isUuid(id) ? await findApplication(db, id) : undefined;
  if (!application) return new NotFound("application");
  const { organization } = application.post;
  const right = await rightAsSteward(db, viewer, organization, deciders);
  if (!right) return new NotAllowed();
  if (application.personId === viewer.person) return new OwnApplication();
  const classification = joinedBodies.find((kind) => kind === organization.classification)!;
  return { application, body: { ...organization, classification }, right, viewer };
}

async function close(context: Context, application: ApplicationRow, name: ApplicationStep, right: Right) {
  const { db, now, viewer } = context;
  const state = transition(application.state, name);
  if (state instanceof Error) return state;
  const values = { state, closedBy: viewer!.person, closedAt: now() };
  return refusing([WrongState], () => db.transaction((tx) => move(tx, context, application, right, values)));
}

/** Writes a step and its event. Throws `WrongState` where somebody else was first. */
async function move(
  tx: Db,
  context: Context,
  application: ApplicationRow,
  right: Right,
  values: Partial<ApplicationRow> & { state: ApplicationRow["state"] },
) {
  const moved = await moveApplication(tx, application, values);
  if (!moved) throw new WrongState((await findApplication(tx, application.id))!.state);
  const { id, state: from } = application;
  await recordChange(tx, context, right, { entity: "APPLICATION", id, from, to: values.state });
  return moved;
}
