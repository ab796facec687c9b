import { readServiceConfig } from "@linli/subgraph";
import { z } from "zod";

export const config = readServiceConfig(process.env, 4003);

/** Coupon codes are derived from it: whoever knows it knows every code; a new one makes all codes void. */
export const couponSecret = z
  .string("COUPON_SECRET must be set: at least 32 random characters")
  .min(32, "COUPON_SECRET must have at least 32 characters")
  .parse(process.env["COUPON_SECRET"]);
