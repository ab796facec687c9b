import { createHmac } from "node:crypto";

/** Crockford's base 32: no I, L, O or U, so that a code can be read aloud and typed. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const checkAlphabet = `${alphabet}*~$=U`;
const length = 12;

export type CouponCodes = {
  /** The code of a coupon: 60 bits as 12 characters and a check character. The same each time it is asked for. */
  codeOf(couponId: string): string;
  /** What the database keeps instead of the code. */
  hashOf(code: string): string;
};

/** Codes are derived from a secret, so that they need not be stored to be shown to their holder again. */
export function couponCodes(secret: string): CouponCodes {
  const keyed = (purpose: string, text: string) =>
    createHmac("sha256", secret).update(`${purpose}:${text}`).digest();
  return {
    codeOf(couponId) {
      const bits = keyed("code", couponId).readBigUInt64BE() >> 4n;
      let text = "";
      for (let place = length - 1; place >= 0; place--)
        text += alphabet[Number((bits >> BigInt(place * 5)) & 31n)];
      return text + checkCharacter(text);
    },
    hashOf: (code) => keyed("hash", code).toString("base64url"),
  };
}

/** A code as it was typed, in its one right form; null when its check character does not fit, whoever it belongs to. */
export function readCode(typed: string): string | null {
  if (typed.length > 40) return null;
  const code = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const text = code.slice(0, length);
  if (code.length !== length + 1 || [...text].some((character) => !alphabet.includes(character))) return null;
  return code[length] === checkCharacter(text) ? code : null;
}

/** The value of the code modulo 37: finds each single wrong character and each swap of neighbours. */
function checkCharacter(text: string): string {
  let remainder = 0;
  for (const character of text) remainder = (remainder * 32 + alphabet.indexOf(character)) % 37;
  return checkAlphabet[remainder]!;
}
