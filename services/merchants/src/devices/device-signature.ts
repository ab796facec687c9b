import { createPublicKey, verify } from "node:crypto";

/** What a device's signatures are for: one that was given for one thing says nothing about another. */
export type SignedPurpose = "enrol" | "redeem" | "till" | "upload";

/** What a device signs: the purpose and what belongs to it, a line each; instants in ISO 8601 with milliseconds and `Z`. */
export function signedText(purpose: SignedPurpose, parts: readonly (string | number | Date)[]): string {
  const lines = parts.map((part) => (part instanceof Date ? part.toISOString() : String(part)));
  return ["linli-till.v1", purpose, ...lines].join("\n");
}

/** 32 bytes, base64url. */
export const publicKeyPattern = /^[\w-]{43}$/;

/** Whether a text was signed with the private half of an Ed25519 key; false also where key or signature are garbled. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
  } catch {
    return false;
  }
}
