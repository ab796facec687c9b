import { viewerType } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Grant } from "../grants/grant.graphql.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { ownGrants } from "./viewer.actions.ts";

const Viewer = viewerType(builder);

builder.objectFields(Viewer, (t) => ({
  person: t.field({
    type: Person,
    nullable: true,
    description: "The person (本人).",
    resolve: ({ id }, _args, context, info) => loadPerson(id, context, info),
  }),
  grants: t.field({
    type: [Grant],
    description: "What the viewer may do now (授权).",
    resolve: (_viewer, _args, context) => ownGrants(context),
  }),
}));

builder.queryField("viewer", (t) =>
  t.field({
    type: Viewer,
    nullable: true,
    description: "Whoever is signed in; null for a visitor (当前用户).",
    resolve: (_root, _args, { viewer }) => viewer && { id: viewer.person },
  }),
);
