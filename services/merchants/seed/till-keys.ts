import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { type SignedPurpose, signedText } from "../src/devices/device-signature.ts";

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** The keys of a till of the demo world: from its id, so that everybody has them. No till of a real shop has such. */
export function demoTillKeys(deviceId: string) {
  const seed = createHash("sha256").update(`demo till ${deviceId}`).digest();
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
  return {
    publicKey: createPublicKey(privateKey).export({ format: "jwk" }).x!,
    sign: (purpose: SignedPurpose, parts: Parameters<typeof signedText>[1]) =>
      sign(null, Buffer.from(signedText(purpose, parts)), privateKey).toString("base64url"),
  };
}
