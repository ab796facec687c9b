import { runService } from "@linli/subgraph";
import { config } from "./config.ts";
import { meetings } from "./service.ts";

await runService(meetings, config);
