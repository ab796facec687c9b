import { runService } from "@linli/subgraph";
import { config } from "./config.ts";
import { people } from "./service.ts";

await runService(people, config);
