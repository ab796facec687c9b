import type { Clock } from "@linli/kernel";
import { errors, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { issuerKeys } from "./issuer-keys.ts";
import { SignInRefused, SignInUnavailable } from "./sign-in.errors.ts";

/** An account: the name of its issuer, and what the issuer calls it. */
export type Subject = { issuer: string; subject: string };

/** Who an `Authorization` header proves to ask; null, a visitor, without one. Throws a refusal for all others. */
type Authenticate = (authorization: string | undefined) => Promise<Subject | null>;

const algorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];

/**
 * A token that was believed is not looked at again for so long: a page asks several times, and a signature costs more than
 * all else before an operation. A key that its issuer takes back is believed for as long.
 */
const believedMs = 30_000;
/** Seconds by which the issuer's clock may be off. */
const clockTolerance = 5;

/** Believes the access tokens that this OpenID issuer made for this audience. */
export function authenticator({
  issuer,
  issuerName = issuer,
  audience,
  now,
}: {
  issuer: string;
  issuerName?: string | undefined;
  audience: string;
  now: Clock;
}): Authenticate {
  const keys = issuerKeys(issuer);
  const believed = new LRUCache<string, { subject: Subject; until: number }>({ max: 10_000 });
  return async (authorization) => {
    if (authorization === undefined) return null;
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (!token) throw new SignInRefused("The Authorization header is not of the form: Bearer TOKEN.");
    const at = +now();
    const known = believed.get(token);
    if (known && at < known.until) return known.subject;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms,
        currentDate: new Date(at),
        clockTolerance,
        requiredClaims: ["exp", "sub"],
      });
      const subject = { issuer: issuerName, subject: payload.sub! };
      const until = Math.min(at + believedMs, (payload.exp! + clockTolerance) * 1_000);
      believed.set(token, { subject, until });
      return subject;
    } catch (error) {
      if (error instanceof SignInUnavailable) throw error;
      throw new SignInRefused(reasonOf(error));
    }
  };
}

/** Where no issuer is configured nobody can sign in. */
export const refuseTokens: Authenticate = async (authorization) => {
  if (authorization === undefined) return null;
  throw new SignInRefused("Nobody can sign in here: no issuer is configured.");
};

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "The token has expired.";
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === "iss") return "The token comes from another issuer.";
    if (error.claim === "aud") return "The token is meant for another audience.";
    if (error.claim === "nbf") return "The token is not valid yet.";
    return "The token lacks a claim or has a bad one.";
  }
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey) {
    return "The token is not signed by its issuer.";
  }
  return "The token cannot be read.";
}
