import type { ServiceDefinition } from "@linli/subgraph";
import { relations } from "./db/relations.ts";
import { schema } from "./schema.ts";
import { viewerRoutes } from "./viewer/viewer.routes.ts";

/** People and organizations: who belongs where, and what follows from it. */
export const people: ServiceDefinition<typeof relations> = {
  name: "people",
  schema,
  relations,
  migrations: new URL("../migrations", import.meta.url),
  projections: [],
  context: {},
  routes: viewerRoutes,
};
