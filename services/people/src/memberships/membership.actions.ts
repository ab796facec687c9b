import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { once, type Right } from "@linli/subgraph";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { appointersOf, isFilledByAppointment } from "./appointment.rules.ts";
import {
  NotByAppointment,
  PostNotThere,
  type PostTaken,
  SelfAppointment,
  TermOver,
} from "./membership.errors.ts";
import { type Appointment, appointment } from "./membership.input.ts";
import { lastsThrough } from "./membership.rules.ts";
import {
  endMembershipsOn,
  findMembership,
  findPost,
  insertMembership,
  isOrganizationKnown,
  isPersonKnown,
  type MembershipRow,
  type NewTerm,
  type Terms,
} from "./membership.store.ts";
import { rightAsSteward } from "./steward.store.ts";

type Acting = Pick<Context, "now" | "requestId" | "viewer">;

/** Appoints somebody to a post for a term; rights that the post gives begin and end with it. */
export async function appoint(context: Context, input: Appointment) {
  const { db, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const post = isUuid(input.postId) ? await findPost(db, input.postId) : undefined;
  if (!post) return new NotFound("post");
  const { organization, role } = post;
  const right = await rightAsSteward(
    db,
    viewer,
    organization,
    appointersOf(organization.classification, role),
  );
  if (!right) return new NotAllowed("This post is not yours to fill.");
  if (!isFilledByAppointment(organization.classification, role)) return new NotByAppointment();
  const parsed = appointment.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...term } = parsed.data;
  if (role !== null && term.personId === viewer.person) return new SelfAppointment();

  return once<typeof relations, MembershipRow, PostTaken | PostNotThere | InvalidInput>(context, viewer, {
    key,
    request: ["appoint", term],
    first: async (tx) => {
      const missing = await unknownIn(tx, term);
      return missing ?? beginTerm(tx, context, right, term);
    },
    again: async (tx, id) => (await findMembership(tx, id))!,
  });
}

async function unknownIn(tx: Db, { personId, onBehalfOfId }: NewTerm) {
  const problems = [];
  if (!(await isPersonKnown(tx, personId)))
    problems.push({ path: ["personId"], message: "there is no such person" });
  if (onBehalfOfId && !(await isOrganizationKnown(tx, onBehalfOfId)))
    problems.push({ path: ["onBehalfOfId"], message: "there is no such organization" });
  return problems.length > 0 ? new InvalidInput(problems) : undefined;
}

/**
 * Begins a term as part of what the caller's transaction does, and notes it. Throws `PostTaken` and `PostNotThere`:
 * the transaction is then to be rolled back.
 */
export async function beginTerm(
  tx: Db,
  context: Acting,
  right: Right,
  term: NewTerm,
): Promise<MembershipRow> {
  const membership = await insertMembership(tx, term, context.now());
  const post = (await findPost(tx, membership.postId))!;
  const { organization } = post;
  const lasts =
    lastsThrough({ from: post.createdOn, until: post.abolishedOn }, membership) &&
    lastsThrough({ from: organization.foundedOn, until: organization.dissolvedOn }, membership);
  if (!lasts) throw new PostNotThere();
  await recordChange(tx, context, right, {
    entity: "MEMBERSHIP",
    id: membership.id,
    from: null,
    to: "APPOINTED",
  });
  return membership;
}

/** Ends terms on a date as part of what the caller's transaction does, and notes each. Past terms do not change. */
export async function endTerms(
  tx: Db,
  context: Acting,
  right: Right,
  { terms, on, how }: { terms: Terms; on: string; how: "ENDED" | "RESIGNED" | "DISMISSED" },
): Promise<MembershipRow[]> {
  const ended = await endMembershipsOn(tx, terms, on);
  for (const { id } of ended)
    await recordChange(tx, context, right, { entity: "MEMBERSHIP", id, from: "APPOINTED", to: how });
  return ended;
}

/** Leaves a post, today or on a later day. */
export function resign(context: Context, id: string, on: string | null) {
  return end(context, id, on, "RESIGNED", (membership) =>
    membership.personId === context.viewer?.person ? { role: null, scope: null } : undefined,
  );
}

/** Takes somebody out of a post, today or on a later day. */
export function dismiss(context: Context, id: string, on: string | null) {
  return end(context, id, on, "DISMISSED", ({ post: { organization, role } }) =>
    rightAsSteward(
      context.db,
      context.viewer!,
      organization,
      appointersOf(organization.classification, role),
    ),
  );
}

type Found = NonNullable<Awaited<ReturnType<typeof findMembership>>>;

async function end(
  context: Context,
  id: string,
  on: string | null,
  how: "RESIGNED" | "DISMISSED",
  rightTo: (membership: Found) => Right | undefined | Promise<Right | undefined>,
) {
  const { db, viewer, now } = context;
  if (!viewer) return new NotSignedIn();
  const membership = isUuid(id) ? await findMembership(db, id) : undefined;
  if (!membership) return new NotFound("membership");
  const right = await rightTo(membership);
  if (!right) return new NotAllowed("This term is not yours to end.");

  const today = dateIn(now());
  const date = on ?? today;
  const { startsOn, endsOn } = membership;
  // Asked again: it ends then already.
  if (endsOn !== null && endsOn === (date < startsOn ? startsOn : date)) return membership;
  if (endsOn !== null && endsOn <= today) return new TermOver();
  if (date < today) return problem("must not be in the past");
  if (endsOn !== null && date > endsOn) return problem("must not be after the term's end");
  return db.transaction(async (tx) => {
    const [ended] = await endTerms(tx, context, right, { terms: { ids: [id] }, on: date, how });
    // Somebody else was first.
    return ended ?? (await findMembership(tx, id))!;
  });
}

const problem = (message: string) => new InvalidInput([{ path: ["on"], message }]);
