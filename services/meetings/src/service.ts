import { dataRequestProjection } from "@linli/personal-data";
import { placeProjection } from "@linli/places";
import type { ServiceDefinition } from "@linli/subgraph";
import { personalData } from "./data-requests/personal-data.store.ts";
import { relations } from "./db/relations.ts";
import { schema } from "./schema.ts";

/** Meetings: which bodies meet when, and what about. */
export const meetings: ServiceDefinition<typeof relations> = {
  name: "meetings",
  schema,
  relations,
  migrations: new URL("../migrations", import.meta.url),
  projections: [placeProjection, dataRequestProjection("MEETINGS", personalData)],
  context: {},
};
