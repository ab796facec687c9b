import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { once, type Right } from "@linli/subgraph";
import { recordChange } from "../changes/change.actions.ts";
import { refusing } from "../changes/refusing.ts";
import { WrongState } from "../changes/transition.errors.ts";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import type { Steward } from "../memberships/appointment.rules.ts";
import { beginTerm, endTerms } from "../memberships/membership.actions.ts";
import { PostNotThere, PostTaken } from "../memberships/membership.errors.ts";
import { findPost, isPersonKnown } from "../memberships/membership.store.ts";
import { mustBeSteward } from "../memberships/steward.actions.ts";
import { rightAsSteward } from "../memberships/steward.store.ts";
import { AlreadyRecommended, OwnRecommendation, SelfRecommendation } from "../placements/placement.errors.ts";
import { receivers, receives } from "../placements/placement.rules.ts";
import { rightToAnswer } from "../placements/receiving.store.ts";
import { DeclarationMissing, NotActive, NotInTwoCommittees } from "./cross-appointment.errors.ts";
import { declaration, type Recommendation, recommendation } from "./cross-appointment.input.ts";
import {
  crossAppointmentState,
  type CrossAppointmentStep,
  termOf,
  transition,
} from "./cross-appointment.rules.ts";
import {
  type CrossAppointmentRow,
  declareOnce,
  findCrossAppointment,
  findPostInTwoCommittees,
  insertCrossAppointment,
  moveCrossAppointment,
} from "./cross-appointment.store.ts";

/** Who recommends members of the two committees to the bodies of a place (R59). */
const recommenders: readonly Steward[] = [
  { role: "COMMUNITY_WORKER", scope: "PLACE" },
  { role: "LEAGUE_REVIEWER", scope: "PLACE" },
];

/** Recommends a member of the two committees for a post of an owners' committee or property company (R59). */
export async function recommendCrossAppointment(
  context: Context,
  { postId, ...input }: { postId: string } & Recommendation,
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const post = isUuid(postId) ? await findPost(db, postId) : undefined;
  if (!post || !receives(post.organization.classification)) return new NotFound("post to recommend for");
  const { placeId } = post.organization;
  const right = await rightAsSteward(db, viewer, post.organization, recommenders);
  if (!right) return new NotAllowed();
  const parsed = recommendation.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...wanted } = parsed.data;
  if (wanted.personId === viewer.person) return new SelfRecommendation();
  if (!(await isPersonKnown(db, wanted.personId))) return new NotFound("person");

  type Refused = NotInTwoCommittees | AlreadyRecommended;
  return once<typeof relations, CrossAppointmentRow, Refused>(context, viewer, {
    key,
    request: ["recommendCrossAppointment", post.id, wanted],
    async first(tx) {
      const at = now();
      const basisPostId = await findPostInTwoCommittees(tx, wanted.personId, placeId, dateIn(at));
      if (!basisPostId) return new NotInTwoCommittees();
      const by = { recommendedBy: viewer.person, recommendedAt: at };
      const values = { id: uuidv7(+at), postId: post.id, basisPostId, ...wanted, ...by };
      const row = await insertCrossAppointment(tx, values);
      if (!row) return new AlreadyRecommended();
      await note(tx, context, right, { id: row.id, from: null, to: row.state });
      return row;
    },
    again: async (tx, id) => (await findCrossAppointment(tx, id))!,
  });
}

/** The candidate declares conflicts of interest, or that there are none; once (R59). */
export async function declareConflictOfInterest(context: Context, id: string, text: string) {
  const found = await findFor(context, id);
  if (found instanceof Error) return found;
  const { viewer, appointment } = found;
  if (appointment.personId !== viewer.person) return new NotAllowed();
  const parsed = declaration.safeParse(text);
  if (!parsed.success)
    return new InvalidInput(parsed.error.issues.map(({ message }) => ({ path: ["declaration"], message })));
  // Asked again with the same words: it stands already.
  if (appointment.declaration === parsed.data) return appointment;
  return context.db.transaction(async (tx) => {
    const values = { declaration: parsed.data, declaredAt: context.now() };
    const row = await declareOnce(tx, appointment.id, values);
    if (!row) return new WrongState(appointment.declaredAt ? "DECLARED" : appointment.state);
    const right = { role: "RESIDENT", scope: appointment.post.organizationId };
    await note(tx, context, right, { id: row.id, from: row.state, to: "DECLARED" });
    return row;
  });
}

/** The body that receives, and nobody else, confirms: a membership for the term that was recommended (R59). */
export async function confirmCrossAppointment(context: Context, id: string) {
  const { db, now, policies } = context;
  const found = await findFor(context, id);
  if (found instanceof Error) return found;
  const { viewer, appointment } = found;
  const { organization } = appointment.post;
  const right = await rightAsSteward(db, viewer, organization, receivers);
  if (!right) return new NotAllowed();
  if ([appointment.recommendedBy, appointment.personId].includes(viewer.person))
    return new OwnRecommendation();
  const state = transition(appointment.state, "confirm");
  if (state instanceof Error) return state;
  if (policies.conflictDeclarationFor.includes(organization.classification) && !appointment.declaredAt)
    return new DeclarationMissing();
  const at = now();
  const { personId, postId, startsOn, endsOn } = appointment;
  if (!(await findPostInTwoCommittees(db, personId, organization.placeId, dateIn(at))))
    return new NotInTwoCommittees();

  return refusing([PostTaken, PostNotThere, WrongState], () =>
    db.transaction(async (tx) => {
      const { id: membershipId } = await beginTerm(tx, context, right, {
        personId,
        postId,
        startsOn,
        endsOn,
      });
      const closed = { closedBy: viewer.person, closedAt: at };
      return move(tx, context, appointment, right, { state, membershipId, ...closed });
    }),
  );
}

/** The candidate, or the body that would receive, does not want it. */
export async function declineCrossAppointment(context: Context, id: string) {
  const found = await findFor(context, id);
  if (found instanceof Error) return found;
  const { viewer, appointment } = found;
  const right = await rightToAnswer(context.db, viewer, appointment);
  return right ? close(context, viewer, appointment, "decline", right) : new NotAllowed();
}

/** Takes a recommendation back, by those who may recommend there. */
export async function withdrawCrossAppointment(context: Context, id: string) {
  const found = await findFor(context, id);
  if (found instanceof Error) return found;
  const { viewer, appointment } = found;
  const right = await rightAsSteward(context.db, viewer, appointment.post.organization, recommenders);
  return right ? close(context, viewer, appointment, "withdraw", right) : new NotAllowed();
}

/** Ends an appointment today, by the candidate or the body that received; its membership ends with it. */
export async function endCrossAppointment(context: Context, id: string) {
  const found = await findFor(context, id);
  if (found instanceof Error) return found;
  const { viewer, appointment } = found;
  const right = await rightToAnswer(context.db, viewer, appointment);
  if (!right) return new NotAllowed();
  const today = dateIn(context.now());
  const { membershipId, membership } = appointment;
  const state = crossAppointmentState({ ...appointment, ...termOf(appointment, membership) }, today);
  if (membershipId === null || state === "ENDED") return new NotActive();
  return context.db.transaction(async (tx) => {
    const [ended] = await endTerms(tx, context, right, {
      terms: { ids: [membershipId] },
      on: today,
      how: "ENDED",
    });
    if (!ended) return new NotActive();
    await note(tx, context, right, { id: appointment.id, from: state, to: "ENDED" });
    return (await findCrossAppointment(tx, appointment.id))!;
  });
}

/** Refuses those who may not see who is recommended to a body. */
export function mustSeeCrossAppointments(context: Context, organizationId: string): Promise<void> {
  return mustBeSteward(context, organizationId, [...receivers, ...recommenders]);
}

async function findFor({ db, viewer }: Context, id: string) {
  if (!viewer) return new NotSignedIn();
  const appointment = isUuid(id) ? await findCrossAppointment(db, id) : undefined;
  return appointment ? { viewer, appointment } : new NotFound("cross-appointment");
}

function close(
  context: Context,
  viewer: Viewer,
  appointment: CrossAppointmentRow,
  name: CrossAppointmentStep,
  right: Right,
) {
  const state = transition(appointment.state, name);
  if (state instanceof Error) return state;
  const values = { state, closedBy: viewer.person, closedAt: context.now() };
  return refusing([WrongState], () =>
    context.db.transaction((tx) => move(tx, context, appointment, right, values)),
  );
}

/** Writes a step and its event. Throws `WrongState` where somebody else was first. */
async function move(
  tx: Db,
  context: Context,
  appointment: CrossAppointmentRow,
  right: Right,
  values: Partial<CrossAppointmentRow> & { state: CrossAppointmentRow["state"] },
) {
  const moved = await moveCrossAppointment(tx, appointment, values);
  if (!moved) throw new WrongState((await findCrossAppointment(tx, appointment.id))!.state);
  await note(tx, context, right, { id: moved.id, from: appointment.state, to: values.state });
  return moved;
}

function note(
  tx: Db,
  context: Context,
  right: Right,
  change: { id: string; from: string | null; to: string },
): Promise<void> {
  return recordChange(tx, context, right, { entity: "CROSS_APPOINTMENT", ...change });
}
