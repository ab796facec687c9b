import { runService } from "@linli/subgraph";
import { config } from "./config.ts";
import { merchants } from "./service.ts";

await runService(
  merchants({
    couponSecret: config.COUPON_SECRET,
    qrGeneration: config.QR_GENERATION,
    qrSeconds: config.QR_SECONDS,
  }),
  config,
);
