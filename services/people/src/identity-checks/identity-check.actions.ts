import { dateIn, InvalidInput, NotFound, NotSignedIn } from "@linli/kernel";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import { IdentityMismatch, TooManyIdentityAttempts } from "./identity-check.errors.ts";
import {
  clearAttempts,
  findIdentityCheck,
  insertIdentityCheck,
  lockIdentity,
  setBirthDate,
  spendAttempt,
} from "./identity-check.store.ts";
import { hashOfNumber, readIdentityNumber } from "./identity-number.rules.ts";

/**
 * Verifies who the viewer is by an identity number, of which a keyed hash is kept alone. A number with another birth
 * date and one that somebody else has get the same answer. The right number again gives the first result again.
 */
export async function verifyIdentityNumber(context: Context, text: string) {
  const { db, now, viewer, policies, secret } = context;
  if (!viewer) return new NotSignedIn();
  const at = now();
  const today = dateIn(at);
  const read = readIdentityNumber(text, today);
  if (!read) return new InvalidInput([{ path: ["number"], message: "is not an identity number" }]);
  const { person: personId } = viewer;
  const numberHash = hashOfNumber(secret, read.number);

  return db.transaction(async (tx) => {
    const known = await lockIdentity(tx, personId);
    if (!known) return new NotFound("person");
    if (!(await spendAttempt(tx, personId, today, policies.identityAttemptsPerDay)))
      return new TooManyIdentityAttempts();
    if (known.check && known.check.numberHash !== numberHash) return new IdentityMismatch();
    if (!known.check && known.birthDate !== null && known.birthDate !== read.birthDate)
      return new IdentityMismatch();
    const check = known.check ?? (await insertIdentityCheck(tx, { personId, numberHash, verifiedAt: at }));
    if (!check) return new IdentityMismatch();
    await clearAttempts(tx, personId);
    if (known.check) return check;
    if (known.birthDate === null) await setBirthDate(tx, personId, read.birthDate);
    const step = { entity: "IDENTITY_CHECK", id: personId, from: null, to: "VERIFIED" } as const;
    await recordChange(tx, context, { role: "RESIDENT", scope: null }, step);
    return check;
  });
}

/** When somebody's identity was verified; null where it was not. */
export async function identityVerifiedAt({ db }: Pick<Context, "db">, personId: string) {
  return (await findIdentityCheck(db, personId))?.verifiedAt ?? null;
}
