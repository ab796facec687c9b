import { builder } from "../builder.ts";
import { Offer } from "../offers/offer.graphql.ts";

type Invariants = Record<"stock" | "issued" | "returned" | "redeemed" | "voided" | "remaining", number>;

const OfferInvariants = builder.objectRef<Invariants>("OfferInvariants").implement({
  description:
    "Numbers of an offer's coupons, as of one instant: issued - returned + remaining is never above stock (I1), and the same as stock unless the budget is enough for fewer (核对数).",
  fields: (t) => ({
    stock: t.exposeInt("stock", { description: "Coupons in all (总量)." }),
    issued: t.exposeInt("issued", { description: "Coupons ever claimed, whatever became of them (已发放)." }),
    returned: t.exposeInt("returned", { description: "Of these, given back (已退券)." }),
    redeemed: t.exposeInt("redeemed", { description: "Of these, used and not reversed (已核销)." }),
    voided: t.exposeInt("voided", { description: "Of these, made void (已作废)." }),
    remaining: t.exposeInt("remaining", {
      description: "Coupons that can still be claimed, by the count that claims are taken from (剩余).",
    }),
  }),
});

const none = { issued: 0, returned: 0, redeemed: 0, voided: 0 };

builder.drizzleObjectField(Offer, "invariants", (t) =>
  t.field({
    type: OfferInvariants,
    description: "Whether its coupons are in order, for anybody to see: counted from the coupons (核对).",
    select: { columns: { stock: true }, with: { totals: true, counts: true } },
    resolve: ({ stock, totals: { remaining }, counts }) => ({ ...(counts ?? none), stock, remaining }),
  }),
);
