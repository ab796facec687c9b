import { exportJWK, generateKeyPair, type JWK } from "jose";

/** `private` signs and stays with the gateway; `public` is all that a service needs. JSON Web Keys, Ed25519. */
export type PassportKeys = { private: JWK; public: JWK };

export async function createPassportKeys(): Promise<PassportKeys> {
  const pair = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  return { private: await exportJWK(pair.privateKey), public: await exportJWK(pair.publicKey) };
}
