import { readServiceConfig } from "@linli/subgraph";
import { z } from "zod";

export const config = readServiceConfig(process.env, 4003, {
  /** Coupon codes are derived from it: whoever knows it knows every code; a new one makes all codes void. */
  COUPON_SECRET: z.string("must be set").min(32, "must have at least 32 random characters"),
});
