import { builder } from "../builder.ts";
import { Merchant } from "../merchants/merchant.graphql.ts";

/** What merchants adds to the viewer; it answers for the person of the passport alone. */
const Viewer = builder.objectRef<{ id: string }>("Viewer").implement({
  description: "Whoever is signed in (当前用户).",
  fields: (t) => ({
    id: t.exposeID("id", { description: "The person's id." }),
  }),
});
builder.asEntity(Viewer, {
  key: builder.selection<{ id: string }>("id"),
  resolveReference: ({ id }, { viewer }) => (viewer?.person === id ? { id } : null),
});

builder.objectField(Viewer, "merchants", (t) =>
  t.drizzleField({
    type: [Merchant],
    nullable: true,
    description: "The merchants that the viewer works for now (我工作的商家).",
    resolve: (query, { id }, _args, { db, now }) => {
      const at = now();
      return db.query.merchants.findMany(
        query({
          where: {
            staff: {
              personId: id,
              from: { lte: at },
              OR: [{ until: { isNull: true } }, { until: { gt: at } }],
            },
          },
          orderBy: { name: "asc", id: "asc" },
        }),
      );
    },
  }),
);
