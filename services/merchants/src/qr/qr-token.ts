import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from "node:crypto";
import { isUuid } from "@linli/kernel";

/** A public key by which a till verifies a coupon's QR without a connection. */
export type QrKey = {
  kid: string;
  /** The 32 bytes of an Ed25519 public key, base64url: `x` of its JSON Web Key. */
  x: string;
};

export type CouponQrs = {
  /** What a coupon's QR says from this instant, and the instant from which it says nothing any more. */
  sign(couponId: string, at: Date): { token: string; expiresAt: Date };
  /** Whose coupon a QR is of and until when; null where we did not sign it. Whether it still counts is the caller's question. */
  read(token: string): { couponId: string; expiresAt: Date } | null;
  /** The keys of the generation before, of this one and of the next: a till that was away finds the right one. */
  keys: readonly QrKey[];
  /** How long a QR is good for, in milliseconds. */
  lifetimeMs: number;
};

export type QrOptions = { secret: string; generation: number; lifetimeSeconds: number };

/**
 * Signs and reads `couponId.expiry.kid.signature`. The keys are derived from the coupon secret and the number of their
 * generation, so that there is nothing more to keep: the next number makes the next key, which tills know beforehand.
 */
export function couponQrs({ secret, generation, lifetimeSeconds }: QrOptions): CouponQrs {
  const pairs = [generation - 1, generation, generation + 1].map((number) => keyPair(secret, number));
  const current = pairs[1]!;
  return {
    lifetimeMs: lifetimeSeconds * 1000,
    keys: pairs.map(({ kid, x }) => ({ kid, x })),
    sign(couponId, at) {
      const expiry = Math.floor(+at / 1000) + lifetimeSeconds;
      const text = `${couponId}.${expiry}.${current.kid}`;
      const signature = sign(null, Buffer.from(text), current.privateKey).toString("base64url");
      return { token: `${text}.${signature}`, expiresAt: new Date(expiry * 1000) };
    },
    read(token) {
      const [couponId, expiry, kid, signature, ...rest] = token.split(".");
      const pair = pairs.find((one) => one.kid === kid);
      if (!pair || !signature || rest.length > 0 || !isUuid(couponId) || !/^\d{10}$/.test(expiry!))
        return null;
      const text = Buffer.from(`${couponId}.${expiry}.${kid}`);
      if (!verify(null, text, pair.publicKey, Buffer.from(signature, "base64url"))) return null;
      return { couponId, expiresAt: new Date(Number(expiry) * 1000) };
    },
  };
}

type KeyPair = QrKey & { privateKey: KeyObject; publicKey: KeyObject };

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");

function keyPair(secret: string, generation: number): KeyPair {
  const seed = Buffer.from(hkdfSync("sha256", secret, "", `coupon qr ${generation}`, 32));
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey);
  const { x } = publicKey.export({ format: "jwk" });
  return { kid: x!.slice(0, 8), x: x!, privateKey, publicKey };
}
