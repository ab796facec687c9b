import { builder } from "./builder.ts";
import "./grants/grant.graphql.ts";
import "./organizations/organization.graphql.ts";
import "./people/person.graphql.ts";
import "./pilots/pilot.graphql.ts";
import "./places/place.graphql.ts";
import "./residences/residence.graphql.ts";
import "./viewer/viewer.graphql.ts";

export const schema = builder.toSubGraphSchema({ linkUrl: "https://specs.apollo.dev/federation/v2.6" });
