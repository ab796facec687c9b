import { federation } from "@linli/subgraph";
import { builder } from "./builder.ts";
import "./audit/audit.graphql.ts";
import "./denials/denial.graphql.ts";
import "./disclosures/disclosure.graphql.ts";
import "./grants/given-grant.graphql.ts";
import "./data-requests/data-request.graphql.ts";
import "./grants/grant.graphql.ts";
import "./memberships/membership.graphql.ts";
import "./memberships/membership-mutations.graphql.ts";
import "./measures/measure.graphql.ts";
import "./organizations/organization.graphql.ts";
import "./people/person.graphql.ts";
import "./pilots/pilot.graphql.ts";
import "./places/nearest-league.graphql.ts";
import "./places/place.graphql.ts";
import "./posts/post-mutations.graphql.ts";
import "./residences/residence.graphql.ts";
import "./residences/reporting.graphql.ts";
import "./residences/residence-reads.graphql.ts";
import "./supports/support.graphql.ts";
import "./venues/venue.graphql.ts";
import "./viewer/viewer.graphql.ts";

builder.mutationType({ description: "What can be done (变更)." });

export const schema = builder.toSubGraphSchema(federation);
