import { randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";

/** What the provider signs with: tokens with the JSON Web Keys (private, ES256), cookies with the cookie keys, the first of each. */
export type IdentityKeys = { jwks: { keys: JWK[] }; cookieKeys: string[] };

/** New keys. Tokens survive a restart only if the keys are kept. */
export async function createIdentityKeys(): Promise<IdentityKeys> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const key = await exportJWK(privateKey);
  return {
    jwks: { keys: [{ ...key, kid: await calculateJwkThumbprint(key), use: "sig", alg: "ES256" }] },
    cookieKeys: [randomBytes(32).toString("base64url")],
  };
}
