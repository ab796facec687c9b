import { createPrivateKey, sign } from "node:crypto";
import type { JWK } from "jose";
import { type Bearer, encode, lifetime, passportFormat, passportHeader } from "./passport-format.ts";

/** Signs a passport for the bearer, good for sixty seconds from `now`. */
export type PassportIssuer = (bearer: Bearer, now?: Date) => string;

/**
 * Makes passports by hand, where jose would sign on another thread and copy the claims first: in a rush the gateway signs
 * one for each who comes, and this takes half of the time.
 */
export function passportIssuer(privateKey: JWK): PassportIssuer {
  const { issuer: iss, audience: aud } = passportFormat;
  const key = createPrivateKey({ key: privateKey, format: "jwk" });
  return (bearer, now = new Date()) => {
    const iat = Math.floor(+now / 1000);
    const text = `${passportHeader}.${encode({ bearer, iss, aud, iat, exp: iat + lifetime })}`;
    return `${text}.${sign(null, Buffer.from(text), key).toString("base64url")}`;
  };
}
