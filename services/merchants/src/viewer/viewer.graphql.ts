import { viewerType } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Merchant } from "../merchants/merchant.graphql.ts";

export const Viewer = viewerType(builder);

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
