import { createHmac, randomInt, timingSafeEqual } from "node:crypto";

/** Crockford's base 32: no I, L, O or U, so that a code can be copied from paper. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 8;

/** A code of 40 random bits. */
export function makeCode(): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}

/** What is kept instead of the code: keyed, and another one for each letter. */
export function hashOf(secret: string, letterId: string, code: string): string {
  return createHmac("sha256", secret).update(`posted-code:${letterId}:${code}`).digest("base64url");
}

/** Whether somebody typed a letter's code: in any case, with gaps, and with the letters that look like digits. */
export function isCodeOf(letter: { id: string; codeHash: string }, typed: string, secret: string): boolean {
  const code = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const [given, right] = [Buffer.from(hashOf(secret, letter.id, code)), Buffer.from(letter.codeHash)];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Whether a letter that is open can still do its work: it waits to be printed, or its code can be used. */
export function isUnderWay(
  { expiresAt, attempts }: { expiresAt: Date | null; attempts: number },
  at: Date,
  attemptsAllowed: number,
): boolean {
  return expiresAt === null || (expiresAt > at && attempts < attemptsAllowed);
}
