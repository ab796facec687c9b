import { builder } from "../builder.ts";
import { Grant } from "../grants/grant.graphql.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { ownGrants } from "./viewer.actions.ts";

/** Whoever is signed in. The key is the person's id; a service answers for the person of the passport alone. */
const Viewer = builder.objectRef<{ id: string }>("Viewer").implement({
  description: "Whoever is signed in (当前用户).",
  fields: (t) => ({
    id: t.exposeID("id", { description: "The person's id." }),
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
  }),
});
builder.asEntity(Viewer, {
  key: builder.selection<{ id: string }>("id"),
  resolveReference: ({ id }, { viewer }) => (viewer?.person === id ? { id } : null),
});

builder.queryField("viewer", (t) =>
  t.field({
    type: Viewer,
    nullable: true,
    description: "Whoever is signed in; null for a visitor (当前用户).",
    resolve: (_root, _args, { viewer }) => viewer && { id: viewer.person },
  }),
);
