import { dataRequestProjection } from "@linli/personal-data";
import { placeProjection } from "@linli/places";
import type { ServiceDefinition } from "@linli/subgraph";
import { personalData } from "./data-requests/personal-data.store.ts";
import { relations } from "./db/relations.ts";
import { schema } from "./schema.ts";

/** What neighbours ask for and do together: demands and activities. */
export const projects: ServiceDefinition<typeof relations> = {
  name: "projects",
  schema,
  relations,
  migrations: new URL("../migrations", import.meta.url),
  projections: [placeProjection, dataRequestProjection("PROJECTS", personalData)],
  context: {},
};
