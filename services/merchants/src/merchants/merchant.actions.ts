import { type Cause, merchantMoved, record } from "@linli/events";
import {
  DomainError,
  InvalidInput,
  isUuid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  type Role,
  uuidv7,
} from "@linli/kernel";
import { causeOf, once, type Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { addOutlet } from "../outlets/outlet.actions.ts";
import { outletProblems } from "../outlets/outlet.store.ts";
import { rightInPlaces, rightInSomePlace } from "../places/right.store.ts";
import {
  AdultsOnly,
  MerchantNotClear,
  MerchantWithoutOwner,
  OwnMerchant,
  WrongMerchantState,
} from "./merchant.errors.ts";
import {
  type Application,
  application,
  decisionReason,
  type MerchantDetails,
  merchantDetails,
} from "./merchant.input.ts";
import {
  applicantAge,
  findWork,
  type MerchantStep,
  reviewerRoles,
  staffRoles,
  suspenderRoles,
  transition,
} from "./merchant.rules.ts";
import {
  countOwed,
  countOwners,
  findMerchant,
  findMerchantForDecision,
  insertMerchant,
  lockMerchant,
  type MerchantRow,
  moveMerchant,
} from "./merchant.store.ts";
import { beginSuspensions, endSuspension } from "./suspension.store.ts";

/** Applies for a merchant with its first shop; the applicant, an adult, is its owner from then on. */
export async function applyForMerchant(context: Context, input: Application) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = application.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  if (viewer.age === null || viewer.age < applicantAge) return new AdultsOnly();
  const { outlet, idempotencyKey: key, ...details } = parsed.data;
  const problems = await outletProblems(db, outlet);
  if (problems)
    return new InvalidInput(problems.map(({ path, message }) => ({ path: ["outlet", ...path], message })));
  return once<typeof relations, MerchantRow>(context, viewer, {
    key,
    request: ["applyForMerchant", details, outlet],
    first: async (tx) => {
      const at = now();
      const id = uuidv7(+at);
      const merchant = await insertMerchant(
        tx,
        { ...details, id, state: "APPLIED", appliedBy: viewer.person, appliedAt: at },
        { id: uuidv7(+at), merchantId: id, personId: viewer.person, role: "OWNER", from: at },
      );
      await addOutlet(tx, context, id, outlet, { role: "OWNER", scope: id });
      await announce(tx, causeOf(context, { role: "OWNER", scope: id }), merchant, null);
      return merchant;
    },
    again: async (tx, id) => (await findMerchant(tx, id))!,
  });
}

/** Applies again with what the rejection asked for, by an owner. */
export async function applyAgain(context: Context, id: string, input: MerchantDetails) {
  const found = await find(context, id);
  if (found instanceof DomainError) return found;
  const { merchant, viewer } = found;
  const right = ownRight(merchant, context.now());
  if (!right) return new NotAllowed();
  const parsed = merchantDetails.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const values = {
    ...parsed.data,
    appliedBy: viewer.person,
    appliedAt: context.now(),
    reviewedBy: null,
    reviewReason: null,
  };
  return step(context, merchant, "applyAgain", right, values);
}

/** Lets a merchant take part, by a reviewer whose scope holds all its shops and who has no part in it. */
export const approveMerchant = (context: Context, id: string) =>
  decide(context, id, "approve", reviewerRoles, null);

/** Sends an application back with a reason. */
export const rejectMerchant = (context: Context, id: string, reason: string) =>
  decide(context, id, "reject", reviewerRoles, reason);

/**
 * Stops a merchant for a time, by whose scope holds any of its shops: it does not get out of somebody's by a shop elsewhere.
 * Nothing is claimed or redeemed there; the coupons that are out wait, and are good the longer.
 */
export const suspendMerchant = (context: Context, id: string, reason: string) =>
  decide(context, id, "suspend", suspenderRoles, reason);

/** Ends a suspension, by whoever could begin it; the merchant must have an owner. */
export const resumeMerchant = (context: Context, id: string) =>
  decide(context, id, "resume", suspenderRoles, null, async (tx, at) =>
    (await countOwners(tx, id, at)) === 0 ? new MerchantWithoutOwner() : undefined,
  );

async function decide<Refusal extends DomainError = never>(
  context: Context,
  id: string,
  name: "approve" | "reject" | "suspend" | "resume",
  roles: readonly Role[],
  reason: string | null,
  guard?: (tx: Db, at: Date) => Promise<Refusal | undefined>,
) {
  const found = await find(context, id);
  if (found instanceof DomainError) return found;
  const { merchant, viewer } = found;
  const isAdmission = name === "approve" || name === "reject";
  const right = await (isAdmission ? rightInPlaces : rightInSomePlace)(
    context.db,
    viewer,
    roles,
    placesOf(merchant),
  );
  if (!right) return new NotAllowed("This merchant is not for you to decide about.");
  const parsed = reason === null ? null : decisionReason.safeParse(reason);
  if (parsed && !parsed.success)
    return new InvalidInput(parsed.error.issues.map(({ message }) => ({ path: ["reason"], message })));
  if (merchant.appliedBy === viewer.person || findWork(merchant.staff, staffRoles, context.now()))
    return new OwnMerchant();
  return step(
    context,
    merchant,
    name,
    right,
    { reviewedBy: viewer.person, reviewReason: parsed?.data ?? null },
    guard,
  );
}

/** Ends a merchant for good, by an owner or by the platform, once it owes residents nothing. */
export async function closeMerchant(context: Context, id: string) {
  const found = await find(context, id);
  if (found instanceof DomainError) return found;
  const { merchant, viewer } = found;
  const right =
    ownRight(merchant, context.now()) ??
    (await rightInPlaces(context.db, viewer, ["PLATFORM_ADMIN"], placesOf(merchant)));
  if (!right) return new NotAllowed();
  return step(context, merchant, "close", right, {}, async (tx, at) => {
    const owed = await countOwed(tx, merchant.id, at);
    return owed.offers + owed.coupons > 0 ? new MerchantNotClear(owed) : undefined;
  });
}

async function find({ db, viewer }: Context, id: string) {
  if (!viewer) return new NotSignedIn();
  const merchant = isUuid(id) ? await findMerchantForDecision(db, id, viewer.person) : undefined;
  return merchant ? { merchant, viewer } : new NotFound("merchant");
}

/** Where its shops in use are. */
const placesOf = ({ outlets }: { outlets: readonly { placeId: string }[] }) => [
  ...new Set(outlets.map(({ placeId }) => placeId)),
];

function ownRight(
  { id, staff }: { id: string; staff: Parameters<typeof findWork>[0] },
  at: Date,
): Right | undefined {
  const work = findWork(staff, ["OWNER"], at);
  return work && { role: work.role, scope: id };
}

/** Takes one step of the lifecycle, together with its event, unless what guards it says no. */
async function step<Refusal extends DomainError = never>(
  context: Context,
  merchant: MerchantRow,
  name: MerchantStep,
  right: Right,
  values: Partial<MerchantRow>,
  guard: (tx: Db, at: Date) => Promise<Refusal | undefined> = async () => undefined,
): Promise<MerchantRow | WrongMerchantState | Refusal> {
  const state = transition(merchant.state, name);
  if (state instanceof DomainError) return state;
  return context.db.transaction(async (tx) => {
    await lockMerchant(tx, merchant.id);
    const at = context.now();
    const cause = { ...causeOf(context, right), at };
    const moved = await moveMerchant(tx, merchant, { ...values, state });
    // Somebody else was first: what was seen is no longer so.
    if (!moved) return new WrongMerchantState((await findMerchant(tx, merchant.id))!.state);
    // After the move, which waits for claims under way: what they came to counts.
    const refusal = await guard(tx, at);
    if (refusal) throw refusal;
    if (state === "SUSPENDED") await beginSuspensions(tx, [merchant.id], at);
    else if (merchant.state === "SUSPENDED") await endSuspension(tx, merchant.id, at);
    await announce(tx, cause, moved, merchant.state, values.reviewReason);
    return moved;
  });
}

function announce(
  tx: Db,
  cause: Cause,
  { id: merchantId, state: to }: MerchantRow,
  from: MerchantRow["state"] | null,
  reason: string | null = null,
) {
  return record(tx, merchantMoved, { merchantId, from, to, reason }, cause);
}
