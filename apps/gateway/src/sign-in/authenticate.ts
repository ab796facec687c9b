import type { Clock } from "@linli/kernel";
import { errors, jwtVerify } from "jose";
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
  return async (authorization) => {
    if (authorization === undefined) return null;
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (!token) throw new SignInRefused("The Authorization header is not of the form: Bearer TOKEN.");
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms,
        currentDate: now(),
        clockTolerance: 5,
        requiredClaims: ["exp", "sub"],
      });
      return { issuer: issuerName, subject: payload.sub! };
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
