import { writeFileSync } from "node:fs";
import { printSubgraph } from "@linli/subgraph";
import { schema } from "./schema.ts";

writeFileSync(new URL("../schema.graphql", import.meta.url), printSubgraph(schema));
