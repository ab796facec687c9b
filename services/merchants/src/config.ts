import { readServiceConfig } from "@linli/subgraph";
import { z } from "zod";

export const config = readServiceConfig(process.env, 4003, {
  /** Coupon codes are derived from it: whoever knows it knows every code; a new one makes all codes void. */
  COUPON_SECRET: z.string("must be set").min(32, "must have at least 32 random characters"),
  /** Which key signs the QRs of coupons: the next number makes the next key, which tills know beforehand. */
  QR_GENERATION: z.coerce.number().int().min(1).default(1),
  /** Seconds that a QR of a coupon is good for. */
  QR_SECONDS: z.coerce.number().int().min(15).max(600).default(60),
});
