import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import {
  AlreadyRedeemed,
  CouponExpired,
  CouponNotStarted,
  CouponSuspended,
  CouponVoided,
  InvalidCode,
  OutsideUsableTimes,
  TooManyAttempts,
} from "../coupons/coupon.errors.ts";
import { Coupon } from "../coupons/coupon.graphql.ts";
import { Outlet } from "../merchants/merchant.graphql.ts";
import { MinimumSpendNotMet } from "../offers/offer.errors.ts";
import { redeemCoupon } from "./redemption.actions.ts";

const Redemption = builder.drizzleObject("redemptions", {
  name: "Redemption",
  description: "A coupon used at an outlet (核销).",
  isTypeOf: (value) => value instanceof Object && "nonce" in value,
  select: { columns: { id: true, nonce: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    redeemedAt: t.expose("redeemedAt", { type: "DateTime", description: "When (核销时间)." }),
    spentFen: t.expose("spentFen", {
      type: "Fen",
      description: "The bill, before the coupon was taken off (消费金额).",
    }),
    savedFen: t.expose("savedFen", { type: "Fen", description: "What was saved (节省金额)." }),
    outlet: t.relation("outlet", { type: Outlet, description: "Where (门店)." }),
    coupon: t.relation("coupon", {
      type: Coupon,
      nullable: true,
      description: "Which coupon; null to staff who ask for its code (券).",
    }),
  }),
});

refusalTypes(builder, UserError, [
  [InvalidCode, "No valid code at this merchant (无效券码)."],
  [TooManyAttempts, "Too many invalid codes (尝试次数过多)."],
  [CouponSuspended, "The merchant is suspended (暂停使用)."],
  [OutsideUsableTimes, "The coupon is for other days or hours (不在可用时段)."],
  [CouponVoided, "The coupon was voided or returned (已作废)."],
]);
builder.objectType(CouponNotStarted, {
  name: "CouponNotStarted",
  description: "The coupon's time has not come (未到使用时间).",
  interfaces: [UserError],
  fields: (t) => ({
    useFrom: t.expose("useFrom", { type: "DateTime", description: "Can be used from (可用开始)." }),
  }),
});
builder.objectType(CouponExpired, {
  name: "CouponExpired",
  description: "The coupon's time is over (已过期).",
  interfaces: [UserError],
  fields: (t) => ({
    useUntil: t.expose("useUntil", { type: "DateTime", description: "Could be used until (可用截止)." }),
  }),
});
builder.objectType(AlreadyRedeemed, {
  name: "AlreadyRedeemed",
  description: "The coupon was used before (已核销).",
  interfaces: [UserError],
  fields: (t) => ({
    redeemedAt: t.expose("redeemedAt", { type: "DateTime", description: "When it was used (核销时间)." }),
  }),
});

builder.objectType(MinimumSpendNotMet, {
  name: "MinimumSpendNotMet",
  description: "The bill is below what the coupon needs (未达最低消费).",
  interfaces: [UserError],
  fields: (t) => ({
    minimumSpendFen: t.expose("minimumSpendFen", {
      type: "Fen",
      description: "What it must come to at least (最低消费).",
    }),
  }),
});

const RedeemCouponInput = builder.inputType("RedeemCouponInput", {
  description: "A coupon at the till (核销).",
  fields: (t) => ({
    code: t.string({ required: true, description: "The code, as typed or scanned (券码)." }),
    outletId: t.id({ required: true, description: "Where (门店)." }),
    nonce: t.string({
      required: true,
      description: "8 to 100 characters, made anew for each coupon and kept for its repetitions (请求键).",
    }),
    spentFen: t.field({
      type: "Fen",
      required: true,
      description: "The bill, before the coupon is taken off (消费金额).",
    }),
  }),
});

builder.mutationField("redeemCoupon", (t) =>
  t.errorUnionField({
    description: "Redeems a coupon at an outlet, by somebody who works there (核销优惠券).",
    types: [
      Redemption,
      NotSignedIn,
      NotAllowed,
      InvalidInput,
      InvalidCode,
      CouponNotStarted,
      CouponExpired,
      CouponSuspended,
      CouponVoided,
      AlreadyRedeemed,
      OutsideUsableTimes,
      MinimumSpendNotMet,
      TooManyAttempts,
      IdempotencyKeyReused,
    ],
    union: { name: "RedeemCouponResult", description: "The redemption, or why not (结果)." },
    args: {
      input: t.arg({
        type: RedeemCouponInput,
        required: true,
        description: "The coupon at the till (核销信息).",
      }),
    },
    resolve: (_root, { input }, context) => redeemCoupon(context, input),
  }),
);
