import { placeProjection } from "@linli/places";
import type { ServiceDefinition } from "@linli/subgraph";
import { relations } from "./db/relations.ts";
import { schema } from "./schema.ts";

/** What neighbours ask for and do together: demands and activities. */
export const projects: ServiceDefinition<typeof relations> = {
  name: "projects",
  schema,
  relations,
  migrations: new URL("../migrations", import.meta.url),
  projections: [placeProjection],
  context: {},
};
