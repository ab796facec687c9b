import { runService } from "@linli/subgraph";
import { config } from "./config.ts";
import { people } from "./service.ts";

await runService(people({ secret: config.PEOPLE_SECRET, policies: config.POLICIES }), config);
