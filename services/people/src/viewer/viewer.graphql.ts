import { viewerType } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Denial } from "../denials/denial.graphql.ts";
import { Disclosure } from "../disclosures/disclosure.graphql.ts";
import { countGivenBy } from "../grants/grant.actions.ts";
import { GivenGrant } from "../grants/given-grant.graphql.ts";
import { Grant } from "../grants/grant.graphql.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { ownRights } from "./viewer.actions.ts";

export const Viewer = viewerType(builder);

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
    resolve: async (_viewer, _args, context) => (await ownRights(context)).grants,
  }),
  denials: t.drizzleField({
    type: [Denial],
    description: "What was taken away from the viewer, now (禁权).",
    resolve: (query, { id }, _args, { db, now }) =>
      db.query.denials.findMany(
        query({
          where: {
            personId: id,
            from: { lte: now() },
            AND: [
              { OR: [{ until: { isNull: true } }, { until: { gt: now() } }] },
              { OR: [{ liftedAt: { isNull: true } }, { liftedAt: { gt: now() } }] },
            ],
          },
          orderBy: { from: "desc", id: "asc" },
        }),
      ),
  }),
  disclosures: t.drizzleConnection({
    type: Disclosure,
    description: "Whose data the viewer asked to see, the newest first (我的查看申请).",
    resolve: (query, { id }, _args, { db }) =>
      db.query.disclosures.findMany(
        query({
          columns: { id: true, personId: true, askedBy: true },
          where: { askedBy: id },
          orderBy: { askedAt: "desc", id: "desc" },
        }),
      ),
  }),
  givenGrants: t.drizzleConnection({
    type: GivenGrant,
    description: "What the viewer has given or handed on, the newest first (我授出的权限).",
    totalCount: ({ id }, _args, context) => countGivenBy(context, id),
    resolve: (query, { id }, _args, { db }) =>
      db.query.grants.findMany(
        query({
          columns: { id: true, personId: true, grantedBy: true },
          where: { grantedBy: id },
          orderBy: { from: "desc", id: "desc" },
        }),
      ),
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
