import { importJWK, type JWK, SignJWT } from "jose";
import { type Bearer, lifetime, passportFormat } from "./passport-format.ts";

/** Signs a passport for the bearer, good for sixty seconds from `now`. */
export type PassportIssuer = (bearer: Bearer, now?: Date) => Promise<string>;

export async function passportIssuer(privateKey: JWK): Promise<PassportIssuer> {
  const { alg, typ, issuer, audience } = passportFormat;
  const key = await importJWK(privateKey, alg);
  return (bearer, now = new Date()) => {
    const at = Math.floor(+now / 1000);
    return new SignJWT({ bearer })
      .setProtectedHeader({ alg, typ })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(at)
      .setExpirationTime(at + lifetime)
      .sign(key);
  };
}
