import { runService } from "@linli/subgraph";
import { config } from "./config.ts";
import { merchants } from "./service.ts";

await runService(merchants({ couponSecret: config.COUPON_SECRET }), config);
