import { createHmac } from "node:crypto";
import { type CouponCodes, couponCodes } from "./coupons/coupon-code.ts";
import { type CouponQrs, couponQrs } from "./qr/qr-token.ts";

export type SecretOptions = {
  /** Whoever knows it knows every code. */
  couponSecret: string;
  /** Which key signs QRs: the next number makes the next key. */
  qrGeneration?: number;
  /** How long a QR is good for. */
  qrSeconds?: number;
};

/** What is derived from the one secret of this service, each for its own purpose. */
export type Secrets = {
  couponCodes: CouponCodes;
  /** Codes by which tills enrol; made like those of coupons, and none of these. */
  enrolmentCodes: CouponCodes;
  /** Codes of invitations to work for a merchant. */
  invitationCodes: CouponCodes;
  couponQrs: CouponQrs;
  /** What is kept of a network address, to count by; null where none is known. */
  hashOfAddress(address: string | undefined): string | null;
};

export function secretsOf({ couponSecret, qrGeneration = 1, qrSeconds = 60 }: SecretOptions): Secrets {
  return {
    couponCodes: couponCodes(couponSecret),
    enrolmentCodes: couponCodes(`enrolment:${couponSecret}`),
    invitationCodes: couponCodes(`invitation:${couponSecret}`),
    couponQrs: couponQrs({ secret: couponSecret, generation: qrGeneration, lifetimeSeconds: qrSeconds }),
    hashOfAddress: (address) =>
      address === undefined
        ? null
        : createHmac("sha256", couponSecret).update(`address:${address}`).digest("base64url"),
  };
}
