import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { builder } from "../builder.ts";
import { OwnMerchant } from "../merchants/merchant.errors.ts";
import { MerchantNotActive } from "../offers/offer.errors.ts";
import { AlreadyRedeemed, CouponVoided, OfferNotLive } from "./coupon.errors.ts";
import { Coupon } from "./coupon.graphql.ts";
import { returnCoupon, voidCoupon, voidReasonOf } from "./coupon-ending.actions.ts";

builder.drizzleObjectField(Coupon, "voidReason", (t) =>
  t.string({
    nullable: true,
    description: "Why it was voided, to its holder alone (作废原因).",
    select: { columns: { holderId: true, voidReason: true } },
    resolve: (coupon, _args, context) => voidReasonOf(context, coupon),
  }),
);

const id = { required: true, description: "The coupon's id (券编号)." } as const;
const idempotencyKey = {
  required: true,
  description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
} as const;

builder.mutationField("returnCoupon", (t) =>
  t.errorUnionField({
    description: "Gives an unused coupon back while its offer is live, by its holder (退券).",
    types: [
      Coupon,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      AlreadyRedeemed,
      CouponVoided,
      OfferNotLive,
      MerchantNotActive,
      IdempotencyKeyReused,
    ],
    union: { name: "ReturnCouponResult", description: "The coupon, or why not (结果)." },
    args: { id: t.arg.id(id), idempotencyKey: t.arg.string(idempotencyKey) },
    resolve: (_root, args, context) => returnCoupon(context, args),
  }),
);

builder.mutationField("voidCoupon", (t) =>
  t.errorUnionField({
    description:
      "Makes a coupon void that was not used, by the platform or a reviewer of its offer's places (作废券).",
    types: [
      Coupon,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      OwnMerchant,
      AlreadyRedeemed,
      CouponVoided,
      IdempotencyKeyReused,
    ],
    union: { name: "VoidCouponResult", description: "The coupon, or why not (结果)." },
    args: {
      id: t.arg.id(id),
      reason: t.arg.string({
        required: true,
        description: "Why, 1 to 1,000 characters; its holder reads it (原因, 持券人可见).",
      }),
      idempotencyKey: t.arg.string(idempotencyKey),
    },
    resolve: (_root, args, context) => voidCoupon(context, args),
  }),
);
