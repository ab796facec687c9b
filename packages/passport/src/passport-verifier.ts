import { createPublicKey, verify } from "node:crypto";
import type { JWK } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { type Bearer, bearer, passportFormat, passportHeader } from "./passport-format.ts";

/** The bearer of a passport that is valid at `now`; null, a visitor, for one that is not. */
export type PassportVerifier = (passport: string | undefined, now?: Date) => Bearer;

type Verified = { bearer: Bearer; expiresAt: number };

const claims = z
  .object({
    bearer,
    iss: z.literal(passportFormat.issuer),
    aud: z.literal(passportFormat.audience),
    exp: z.int(),
  })
  .transform(({ bearer: shown, exp }): Verified => ({ bearer: shown, expiresAt: exp * 1000 }));

/**
 * Verifies by hand, where jose would do it on another thread: in a rush each who comes shows a passport for the first time,
 * and this takes three fifths of the time. A passport has one header and no other, so that nothing in it is chosen by who shows it.
 */
export function passportVerifier(publicKey: JWK): PassportVerifier {
  const key = createPublicKey({ key: publicKey, format: "jwk" });
  // The gateway sends one passport with many requests: its signature is checked once.
  const known = new LRUCache<string, Verified>({ max: 10_000 });

  const read = (passport: string): Verified | undefined => {
    const [header, payload, signature, ...more] = passport.split(".");
    if (header !== passportHeader || !payload || !signature || more.length > 0) return undefined;
    const signed = Buffer.from(`${header}.${payload}`);
    if (!verify(null, signed, key, Buffer.from(signature, "base64url"))) return undefined;
    const verified = claims.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString())).data;
    if (verified) known.set(passport, verified);
    return verified;
  };

  return (passport, now = new Date()) => {
    if (!passport) return null;
    const verified = known.get(passport) ?? read(passport);
    return verified && +now < verified.expiresAt ? verified.bearer : null;
  };
}
