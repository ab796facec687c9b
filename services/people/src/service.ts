import { deletedSince } from "@linli/personal-data";
import type { ServiceDefinition } from "@linli/subgraph";
import { logReadings } from "./audit/reading.actions.ts";
import type { OwnContext } from "./context.ts";
import { receiptProjection } from "./data-requests/data-request.projection.ts";
import { relations } from "./db/relations.ts";
import { defaultPolicies, type Policies } from "./policies/policy.rules.ts";
import { schema } from "./schema.ts";
import { viewerRoutes } from "./viewer/viewer.routes.ts";

/** People and organizations: who belongs where, and what follows from it. */
export function people({
  secret,
  policies = defaultPolicies,
}: {
  secret: string;
  policies?: Policies;
}): ServiceDefinition<typeof relations, OwnContext> {
  return {
    name: "people",
    schema,
    relations,
    migrations: new URL("../migrations", import.meta.url),
    projections: [receiptProjection],
    context: { policies, secret },
    routes: viewerRoutes,
    forgotten: deletedSince,
    beforeAnswer: logReadings,
  };
}
