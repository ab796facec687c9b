import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { idempotencyKey, once, type Right } from "@linli/subgraph";
import { z } from "zod";
import { noteReading } from "../audit/reading.actions.ts";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { rightInPlace } from "../grants/right.store.ts";
import { lockHousehold } from "../households/household.store.ts";
import { ResidenceEnded } from "../residences/residence.errors.ts";
import { isCurrent } from "../residences/residence.rules.ts";
import { findResidence } from "../residences/residence.store.ts";
import { PostedCodeUnderWay, WrongPostedCode } from "./posted-code.errors.ts";
import { hashOf, isCodeOf, isUnderWay, makeCode } from "./posted-code.rules.ts";
import {
  changeOpenPostedCode,
  countAttempt,
  findOpenPostedCode,
  findPostedCode,
  insertPostedCode,
  type PostedCodeRow,
  useCode,
} from "./posted-code.store.ts";
import { settle } from "./verification.actions.ts";
import { NothingToVerify, OwnHome } from "./verification.errors.ts";

const self = { role: "RESIDENT", scope: null };
const request = z.object({ residenceId: z.uuid().toLowerCase(), idempotencyKey });

/** What whoever prints a letter is told, once: the code and the door are nowhere to be read again. */
export type PrintedLetter = { letter: PostedCodeRow; code: string; room: string };

/** Asks for a letter with a code to one's home, which waits for its verification. One that can do no more is void. */
export async function requestPostedCode(context: Context, input: z.input<typeof request>) {
  const { db, now, viewer, policies } = context;
  if (!viewer) return new NotSignedIn();
  const home = isUuid(input.residenceId) ? await findResidence(db, input.residenceId) : undefined;
  if (!home || home.personId !== viewer.person) return new NotFound("home");
  const parsed = request.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { residenceId, idempotencyKey: key } = parsed.data;

  type Refusal = ResidenceEnded | NothingToVerify | PostedCodeUnderWay;
  return once<typeof relations, PostedCodeRow, Refusal>(context, viewer, {
    key,
    request: ["requestPostedCode", residenceId],
    async first(tx) {
      if (home.householdId) await lockHousehold(tx, home.householdId);
      const { householdId, endsOn, verifications } = (await findResidence(tx, residenceId))!;
      const at = now();
      if (!householdId || !isCurrent({ endsOn }, dateIn(at))) return new ResidenceEnded();
      // A code never takes the place of the second person for whom a full household waits.
      const verification = verifications.find(({ state }) => state === "REPORTED");
      if (!verification) return new NothingToVerify();
      const before = await findOpenPostedCode(tx, residenceId);
      if (before) {
        const same = before.verificationId === verification.id;
        if (same && isUnderWay(before, at, policies.postedCodeAttempts)) return new PostedCodeUnderWay();
        await changeOpenPostedCode(tx, before.id, { voidedAt: at });
        await recordStep(tx, context, self, before, "VOIDED");
      }
      const letter = await insertPostedCode(tx, {
        id: uuidv7(+at),
        residenceId,
        personId: viewer.person,
        verificationId: verification.id,
        requestedAt: at,
      });
      await recordStep(tx, context, self, { id: letter.id }, "REQUESTED");
      return letter;
    },
    again: async (tx, id) => (await findPostedCode(tx, id))!,
  });
}

/**
 * Prints a letter, by a worker in whose scope the home lies: makes its code now, and answers it this one time together
 * with the door, which goes into the audit log. Printing again makes another code, and the one before is void.
 */
export async function printLetter(context: Context, id: string) {
  const { db, now, viewer, policies, secret } = context;
  if (!viewer) return new NotSignedIn();
  const found = isUuid(id) ? await findPostedCode(db, id) : undefined;
  if (!found) return new NotFound("letter");
  const { residence, personId } = found;
  const right = await rightInPlace(db, viewer, ["COMMUNITY_WORKER"], residence.placeId);
  if (!right) return new NotAllowed("This letter is not for you to print.");
  if (personId === viewer.person) return new OwnHome();
  const { household } = residence;
  // Its person is forgotten.
  if (!household) return new ResidenceEnded();

  return db.transaction(async (tx): Promise<PrintedLetter | ResidenceEnded | NothingToVerify> => {
    await lockHousehold(tx, household.id);
    const before = await findPostedCode(tx, id);
    const at = now();
    if (!before || !isCurrent(before.residence, dateIn(at))) return new ResidenceEnded();
    if (before.verification.state !== "REPORTED") return new NothingToVerify();
    const code = makeCode();
    const letter = await changeOpenPostedCode(tx, id, {
      codeHash: hashOf(secret, before.id, code),
      printedAt: at,
      printedBy: viewer.person,
      expiresAt: new Date(+at + policies.postedCodeDays * 86_400_000),
      attempts: 0,
    });
    if (!letter) return new NothingToVerify();
    await recordStep(tx, context, right, before, "PRINTED");
    noteReading(context, { ...right, personId, dataClass: "C3", field: "room", disclosureId: null });
    return { letter, code, room: household.room };
  });
}

/**
 * Verifies a home of the viewer's by the code that was posted to it. Each try is counted before it is compared, so that
 * many at once are no more than the policy allows; whatever is wrong, the answer is the same.
 */
export async function confirmPostedCode(context: Context, residenceId: string, typed: string) {
  const { db, now, viewer, policies, secret } = context;
  if (!viewer) return new NotSignedIn();
  if (!isUuid(residenceId)) return new WrongPostedCode();
  const at = now();
  const letter = await countAttempt(db, {
    residenceId,
    personId: viewer.person,
    at,
    allowed: policies.postedCodeAttempts,
  });
  if (!letter || !isCodeOf(letter, typed, secret)) return new WrongPostedCode();

  return db.transaction(async (tx) => {
    const home = await findResidence(tx, letter.residenceId);
    if (!home?.householdId) return new WrongPostedCode();
    await lockHousehold(tx, home.householdId);
    const residence = (await findResidence(tx, home.id))!;
    const verification = residence.verifications.find(({ id }) => id === letter.verificationId);
    if (verification?.state !== "REPORTED" || !isCurrent(residence, dateIn(at))) return new WrongPostedCode();
    const used = await useCode(tx, letter, at);
    if (!used) return new WrongPostedCode();
    await recordStep(tx, context, self, letter, "USED");
    return settle(tx, context, residence, verification, { method: "POSTED_CODE", by: self });
  });
}

/** The event of a letter's step: where it stood and stands, never its code or its door. */
function recordStep(
  tx: Db,
  context: Context,
  right: Right,
  { id, printedAt }: { id: string; printedAt?: Date | null },
  to: "REQUESTED" | "PRINTED" | "USED" | "VOIDED",
) {
  const before = printedAt ? "PRINTED" : "REQUESTED";
  return recordChange(tx, context, right, {
    entity: "POSTED_CODE",
    id,
    from: to === "REQUESTED" ? null : before,
    to,
  });
}
