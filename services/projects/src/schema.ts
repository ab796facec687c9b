import { federation } from "@linli/subgraph";
import { builder } from "./builder.ts";
import "./activities/activity.graphql.ts";
import "./data-requests/data-request.graphql.ts";
import "./demands/demand.graphql.ts";
import "./organizations/organization.graphql.ts";
import "./people/person.graphql.ts";
import "./places/place.graphql.ts";

export const schema = builder.toSubGraphSchema(federation);
