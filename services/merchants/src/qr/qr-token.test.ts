import { createPublicKey, verify } from "node:crypto";
import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { couponQrs } from "./qr-token.ts";

const noon = new Date("2026-11-23T04:00:00Z");
const options = { secret: "a secret for tests, long enough to be one", generation: 7, lifetimeSeconds: 60 };
const id = uuidv7();

test("what was signed is read, and says until when it counts", () => {
  const qrs = couponQrs(options);
  const { token, expiresAt } = qrs.sign(id, noon);
  expect(expiresAt).toEqual(new Date("2026-11-23T04:01:00Z"));
  expect(token.split(".")).toEqual([
    id,
    "1795406460",
    qrs.keys[1]!.kid,
    expect.stringMatching(/^[\w-]{86}$/),
  ]);
  expect(qrs.read(token)).toEqual({ couponId: id, expiresAt });
});

test("nothing of it can be changed", () => {
  const qrs = couponQrs(options);
  const [coupon, expiry, kid, signature] = qrs.sign(id, noon).token.split(".");
  const other = signature!.startsWith("A") ? "B" : "A";
  for (const changed of [
    [uuidv7(), expiry, kid, signature],
    [coupon, String(Number(expiry) + 1), kid, signature],
    [coupon, expiry, qrs.keys[0]!.kid, signature],
    [coupon, expiry, "nobody's", signature],
    [coupon, expiry, kid, other + signature!.slice(1)],
    [coupon, expiry, kid, ""],
    [coupon, expiry, kid],
    [coupon, expiry, kid, signature, ""],
    ["not-a-uuid", expiry, kid, signature],
    [],
  ])
    expect(qrs.read(changed.join("."))).toBeNull();
  const elsewhere = couponQrs({ ...options, secret: "another secret, as long as the first one" });
  expect(elsewhere.read([coupon, expiry, kid, signature].join("."))).toBeNull();
});

test("a till verifies it with the public key alone", () => {
  const qrs = couponQrs(options);
  const [coupon, expiry, kid, signature] = qrs.sign(id, noon).token.split(".");
  const { x } = qrs.keys.find((key) => key.kid === kid)!;
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const text = Buffer.from(`${coupon}.${expiry}.${kid}`);
  expect(verify(null, text, key, Buffer.from(signature!, "base64url"))).toBe(true);
});

test("a generation reads what its neighbours sign, and no older one", () => {
  const of = (generation: number) => couponQrs({ ...options, generation });
  const { token } = of(7).sign(id, noon);
  expect([5, 6, 7, 8, 9].map((generation) => of(generation).read(token) !== null)).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  // A till that fetched the keys before the change knows the next one.
  const { keys } = of(7);
  expect(of(8).keys.slice(0, 2)).toEqual(keys.slice(1));
});
