import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { SignInUnavailable } from "./sign-in.errors.ts";

const timeoutDuration = 5_000;

/**
 * The public keys of an OpenID issuer, found by discovery when the first token comes, so that the gateway may start
 * before its issuer (or serve it). Throws `SignInUnavailable` while the issuer cannot be asked.
 */
export function issuerKeys(issuer: string): JWTVerifyGetKey {
  let discovery: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    discovery ??= discover(issuer);
    try {
      const keys = await discovery;
      return await keys(header, token);
    } catch (error) {
      if (isAboutTheToken(error)) throw error;
      discovery = undefined;
      throw new SignInUnavailable(error);
    }
  };
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(timeoutDuration),
  });
  if (!response.ok) throw new Error(`OpenID discovery answers ${response.status}`);
  const { jwks_uri } = z
    .object({ issuer: z.literal(issuer), jwks_uri: z.url() })
    .parse(await response.json());
  return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration });
}

const aboutTheToken = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];
const isAboutTheToken = (error: unknown) => aboutTheToken.some((kind) => error instanceof kind);
