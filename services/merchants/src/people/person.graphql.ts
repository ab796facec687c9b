import { NotAllowed } from "@linli/kernel";
import { builder } from "../builder.ts";
import { countCouponsOf } from "../coupons/coupon.actions.ts";
import { Coupon } from "../coupons/coupon.graphql.ts";

/** What merchants adds to a person. */
export const Person = builder.objectRef<{ id: string }>("Person").implement({
  description: "A person, with the coupons claimed (人).",
  fields: (t) => ({ id: t.exposeID("id", { description: "Opaque id (编号)." }) }),
});
builder.asEntity(Person, {
  key: builder.selection<{ id: string }>("id"),
  resolveReference: ({ id }) => ({ id }),
});

builder.objectField(Person, "coupons", (t) =>
  t.drizzleConnection({
    type: Coupon,
    nullable: true,
    description: "The person's coupons, the newest first, to the person alone (我的券).",
    totalCount: ({ id }, _args, context) => countCouponsOf(context, id),
    resolve: (query, { id }, _args, { db, viewer }) => {
      if (viewer?.person !== id) throw new NotAllowed("Coupons show to their holder alone.");
      return db.query.coupons.findMany(
        query({
          columns: { id: true, holderId: true },
          where: { holderId: id },
          orderBy: { claimedAt: "desc", id: "desc" },
        }),
      );
    },
  }),
);
