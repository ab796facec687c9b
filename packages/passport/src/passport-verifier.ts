import { importJWK, type JWK, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { type Bearer, bearer, passportFormat } from "./passport-format.ts";

/** The bearer of a passport that is valid at `now`; null, a visitor, for one that is not. */
export type PassportVerifier = (passport: string | undefined, now?: Date) => Promise<Bearer>;

export async function passportVerifier(publicKey: JWK): Promise<PassportVerifier> {
  const { alg, typ, issuer, audience } = passportFormat;
  const key = await importJWK(publicKey, alg);
  // The gateway sends one passport with many requests: its signature is checked once.
  const verified = new LRUCache<string, { bearer: Bearer; expiresAt: number }>({ max: 10_000 });

  return async (passport, now = new Date()) => {
    if (!passport) return null;
    const known = verified.get(passport);
    if (known) return +now < known.expiresAt ? known.bearer : null;
    try {
      const { payload } = await jwtVerify(passport, key, {
        algorithms: [alg],
        typ,
        issuer,
        audience,
        currentDate: now,
        requiredClaims: ["exp"],
      });
      const claims = bearer.parse(payload["bearer"]);
      verified.set(passport, { bearer: claims, expiresAt: payload.exp! * 1000 });
      return claims;
    } catch {
      return null;
    }
  };
}
