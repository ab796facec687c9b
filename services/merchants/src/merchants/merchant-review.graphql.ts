import { builder } from "../builder.ts";
import { Merchant } from "./merchant.graphql.ts";
import { toReview } from "./merchant-review.actions.ts";

builder.queryField("merchantsToReview", (t) =>
  t.drizzleConnection({
    type: Merchant,
    nullable: true,
    description: "What has applied and waits for the viewer's decision, the oldest first (待我审核的商家).",
    resolve: (query, _root, _args, context) =>
      context.db.query.merchants.findMany(
        query({
          columns: { id: true, appliedAt: true },
          where: toReview(context),
          orderBy: { appliedAt: "asc", id: "asc" },
        }),
      ),
  }),
);
