import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { idempotencyKey, once, type Right, storableText } from "@linli/subgraph";
import { z } from "zod";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { rightInPlace } from "../grants/right.store.ts";
import { lockHousehold } from "../households/household.store.ts";
import { ResidenceEnded } from "../residences/residence.errors.ts";
import { isCurrent } from "../residences/residence.rules.ts";
import { findResidence, lockPerson, type Residence } from "../residences/residence.store.ts";
import {
  NothingToVerify,
  OwnHome,
  SecondPersonNeeded,
  StillVerified,
  VerificationUnderWay,
} from "./verification.errors.ts";
import { isOpen, isRenewable, lastOf, validity } from "./verification.rules.ts";
import {
  countVerifiedOthers,
  insertVerification,
  moveVerification,
  type VerificationRow,
} from "./verification.store.ts";

const reason = storableText.trim().min(1, "say why").max(500);
const renewal = z.object({ residenceId: z.uuid().toLowerCase(), idempotencyKey });

/** Asks for a verification of one's home: after a refusal, after the last one, or shortly before that ends. */
export async function requestVerification(context: Context, input: z.input<typeof renewal>) {
  const { now, viewer, policies } = context;
  if (!viewer) return new NotSignedIn();
  const known = isUuid(input.residenceId) && (await findResidence(context.db, input.residenceId));
  if (!known || known.personId !== viewer.person) return new NotFound("home");
  const parsed = renewal.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { residenceId: id, idempotencyKey: key } = parsed.data;

  type Refusal = ResidenceEnded | VerificationUnderWay | StillVerified;
  return once<typeof relations, Residence, Refusal>(context, viewer, {
    key,
    request: ["requestVerification", id],
    async first(tx) {
      await lockPerson(tx, viewer.person);
      const residence = (await findResidence(tx, id))!;
      const at = now();
      if (!isCurrent(residence, dateIn(at))) return new ResidenceEnded();
      if (residence.verifications.some(isOpen)) return new VerificationUnderWay();
      const last = lastOf(residence.verifications);
      if (last && !isRenewable(last, at, policies.renewalNoticeDays)) return new StillVerified(last.until);
      await openVerification(tx, context, residence);
      return residence;
    },
    again: async (tx) => (await findResidence(tx, id))!,
  });
}

/** Puts a home before the workers of its place. */
export async function openVerification(
  tx: Db,
  context: Context,
  { id, personId }: Pick<Residence, "id" | "personId">,
  right: Right = { role: "RESIDENT", scope: null },
) {
  const at = context.now();
  const verification = await insertVerification(tx, {
    id: uuidv7(+at),
    residenceId: id,
    personId,
    state: "REPORTED",
    reportedAt: at,
  });
  await recordStep(tx, context, verification, null, right);
}

/** Verifies a reported home, by a worker in whose scope it lies; in a full household only as a second person. */
export function verifyResidence(context: Context, id: string) {
  return decide(context, id, (tx, residence, verification, right) =>
    settle(tx, context, residence, verification, { method: "WORKER", by: right }),
  );
}

/** Refuses a reported home with a reason, by a worker in whose scope it lies. */
export async function refuseResidence(context: Context, id: string, why: string) {
  const parsed = reason.safeParse(why);
  return decide(context, id, async (tx, residence, verification, right) => {
    if (!parsed.success)
      return new InvalidInput(parsed.error.issues.map(({ message }) => ({ path: ["reason"], message })));
    await step(tx, context, verification, right, {
      state: "REFUSED",
      method: "WORKER",
      decidedBy: context.viewer!.person,
      decidedAt: context.now(),
      reason: parsed.data,
    });
    return residence;
  });
}

/** What verifying and refusing have in common: who may, that somebody waits for it, and turns in a household. */
async function decide<Result>(
  context: Context,
  id: string,
  act: (tx: Db, residence: Residence, verification: VerificationRow, right: Right) => Promise<Result>,
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const found = isUuid(id) ? await findResidence(db, id) : undefined;
  if (!found) return new NotFound("home");
  const right = await rightInPlace(db, viewer, ["COMMUNITY_WORKER"], found.placeId);
  if (!right) return new NotAllowed("This home is not for you to verify.");
  if ([found.personId, found.reportedBy].includes(viewer.person)) return new OwnHome();
  const { householdId } = found;
  // Its person is forgotten.
  if (!householdId) return new ResidenceEnded();

  return db.transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const residence = (await findResidence(tx, id))!;
    if (!isCurrent(residence, dateIn(now()))) return new ResidenceEnded();
    const verification = residence.verifications.find(isOpen);
    if (!verification) return new NothingToVerify();
    if (verification.checkedBy === viewer.person) return new SecondPersonNeeded();
    return act(tx, residence, verification, right);
  });
}

/**
 * Verifies, or leaves it to a second person where as many as the policy allows are verified already. The household is
 * locked: of two at once the second counts the first.
 */
export async function settle(
  tx: Db,
  context: Context,
  residence: Residence,
  verification: VerificationRow,
  { method, by }: { method: NonNullable<VerificationRow["method"]>; by: Right },
): Promise<Residence> {
  const { now, viewer, policies } = context;
  const at = now();
  const worker = method === "WORKER" ? viewer!.person : null;
  const others = await countVerifiedOthers(tx, residence.householdId!, residence.personId, at);
  if (others >= policies.peoplePerHousehold && verification.state === "REPORTED") {
    await step(tx, context, verification, by, {
      state: "NEEDS_REVIEW",
      method,
      checkedBy: worker,
      checkedAt: at,
    });
  } else {
    await step(tx, context, verification, by, {
      state: "VERIFIED",
      method,
      decidedBy: worker,
      decidedAt: at,
      ...validity(at, policies.verificationMonths, lastOf(residence.verifications)),
    });
  }
  return residence;
}

/** One step of a verification with its event. The household's lock keeps others out, so that it cannot have moved. */
async function step(
  tx: Db,
  context: Context,
  verification: VerificationRow,
  right: Right,
  values: Partial<VerificationRow>,
) {
  const moved = await moveVerification(tx, verification, values);
  if (!moved) throw new NothingToVerify();
  await recordStep(tx, context, moved, verification.state, right);
}

function recordStep(
  tx: Db,
  context: Context,
  { id, state }: VerificationRow,
  from: VerificationRow["state"] | null,
  right: Right,
) {
  return recordChange(tx, context, right, { entity: "RESIDENCY_VERIFICATION", id, from, to: state });
}
