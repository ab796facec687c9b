import { dateIn } from "@linli/kernel";
import { builder } from "../builder.ts";
import { Organization } from "../organizations/organization.graphql.ts";
import { nearest, reachableLeague } from "./nearest-league.rules.ts";
import { Place } from "./place.graphql.ts";

builder.drizzleObjectField(Place, "nearestLeagueOrganization", (t) =>
  t.field({
    type: Organization,
    nullable: true,
    description:
      "The league organization where one finds it: in the place or nearest above it, with a contact post that is held (最近的团组织).",
    select: (_args, { now }, nested) => ({
      columns: { id: true },
      with: {
        path: {
          columns: { id: true, kind: true },
          with: {
            ownOrganizations: nested({
              columns: { id: true, classification: true, sector: true },
              where: reachableLeague(dateIn(now())),
            }),
          },
        },
      },
    }),
    resolve: ({ path }) => nearest(path),
  }),
);
