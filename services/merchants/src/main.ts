import { runService } from "@linli/subgraph";
import { config, couponSecret } from "./config.ts";
import { merchants } from "./service.ts";

await runService(merchants({ couponSecret }), config);
