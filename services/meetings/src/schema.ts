import { federation } from "@linli/subgraph";
import { builder } from "./builder.ts";
import "./agenda-items/agenda-item.graphql.ts";
import "./data-requests/data-request.graphql.ts";
import "./meetings/meeting.graphql.ts";
import "./places/place.graphql.ts";
import "./series/meeting-series.graphql.ts";

export const schema = builder.toSubGraphSchema(federation);
