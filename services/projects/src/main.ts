import { runService } from "@linli/subgraph";
import { config } from "./config.ts";
import { projects } from "./service.ts";

await runService(projects, config);
