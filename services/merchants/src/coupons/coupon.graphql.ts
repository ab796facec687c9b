import { IdempotencyKeyReused, InvalidInput, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { Busy } from "../db/busy.errors.ts";
import { MerchantNotActive } from "../offers/offer.errors.ts";
import { Offer } from "../offers/offer.graphql.ts";
import { OfferBenefit } from "../offers/offer-benefit.graphql.ts";
import { UsableTimes } from "../offers/usable-times.graphql.ts";
import { claimCoupon, codeOf } from "./coupon.actions.ts";
import {
  ConsentRequired,
  DailyLimitReached,
  type eligibilities,
  LimitReached,
  NotEligible,
  OfferNotLive,
  SoldOut,
} from "./coupon.errors.ts";
import { effectiveState, type effectiveStates } from "./coupon.rules.ts";
import { extended } from "./use-window.rules.ts";

const EffectiveState = builder.enumType("CouponEffectiveState", {
  description: "What a coupon is good for now (券状态).",
  values: {
    PENDING: { description: "Its time has not come (未开始)." },
    EFFECTIVE: { description: "Can be used (可使用)." },
    SUSPENDED: { description: "The merchant is suspended; its time waits (暂停使用)." },
    EXPIRED: { description: "Its time is over (已过期)." },
    REDEEMED: { description: "Used (已核销)." },
    VOIDED: { description: "Made void (已作废)." },
    RETURNED: { description: "Given back (已退券)." },
  } satisfies Record<(typeof effectiveStates)[number], object>,
});

/** What says until when a coupon can be used. */
const useWindow = {
  columns: { claimedAt: true, useFrom: true, useUntil: true },
  with: {
    offer: { columns: {}, with: { merchant: { columns: { state: true }, with: { suspensions: true } } } },
  },
} as const;

export const Coupon = builder.drizzleObject("coupons", {
  name: "Coupon",
  description: "A claimed coupon (券).",
  isTypeOf: (value) => value instanceof Object && "holderId" in value,
  select: { columns: { id: true, holderId: true } },
  fields: (t) => ({
    // Not exposed: an exposed column is loaded once more, and each claim of a rush would wait for that.
    id: t.id({ description: "Opaque id (编号).", resolve: ({ id }) => id }),
    // Not nullable, for an operation that asks for a refusal's `code` beside it: both must be of one type.
    code: t.string({
      description: "The code to show at the till, to its holder alone (券码).",
      resolve: (coupon, _args, context) => codeOf(context, coupon),
    }),
    effectiveState: t.field({
      type: EffectiveState,
      description: "What it is good for now (状态).",
      select: {
        columns: { state: true, ...useWindow.columns },
        with: useWindow.with,
      },
      resolve: (coupon, _args, { now }) => {
        const { state, suspensions } = coupon.offer.merchant;
        return effectiveState(extended(coupon, suspensions, now()), state, now());
      },
    }),
    claimedAt: t.expose("claimedAt", { type: "DateTime", description: "When it was claimed (领取时间)." }),
    useFrom: t.expose("useFrom", { type: "DateTime", description: "Can be used from (可用开始)." }),
    useUntil: t.field({
      type: "DateTime",
      description:
        "Can be used before this: later than was said by as long as its merchant was suspended (可用截止).",
      select: useWindow,
      resolve: (coupon, _args, { now }) =>
        extended(coupon, coupon.offer.merchant.suspensions, now()).useUntil,
    }),
    title: t.string({
      description: "The offer's title when it was claimed (领取时标题).",
      select: { columns: { snapshot: true } },
      resolve: ({ snapshot }) => snapshot.title,
    }),
    terms: t.string({
      description: "The offer's terms when it was claimed (领取时规则).",
      select: { columns: { snapshot: true } },
      resolve: ({ snapshot }) => snapshot.terms,
    }),
    benefit: t.field({
      type: OfferBenefit,
      description: "What it gives, as the offer was when it was claimed (领取时优惠内容).",
      select: { columns: { snapshot: true } },
      resolve: ({ snapshot }) => snapshot,
    }),
    usableTimes: t.field({
      type: UsableTimes,
      description: "On which days and hours it can be used (可用时段).",
      select: { columns: { snapshot: true } },
      resolve: ({ snapshot }) => snapshot,
    }),
    offer: t.relation("offer", { type: Offer, description: "What it is of (优惠)." }),
  }),
});

refusalTypes(builder, UserError, [
  [OfferNotLive, "The offer cannot be claimed now (不在领取期)."],
  [ConsentRequired, "Claiming needs a consent that is not given (需先同意)."],
  [SoldOut, "All are taken (已领完)."],
  [Busy, "Too many ask at once; the same may be asked again (系统繁忙)."],
]);
const Eligibility = builder.enumType("Eligibility", {
  description: "What an offer may ask of who claims it (领取条件).",
  values: {
    PLACE: { description: "A verified home in one of its places (居住地)." },
    AGE: { description: "An age; nobody below 14 gets a coupon (年龄)." },
    VOLUNTEER_HOURS: { description: "Certified volunteer hours (志愿时长)." },
  } satisfies Record<(typeof eligibilities)[number], object>,
});
builder.objectType(NotEligible, {
  name: "NotEligible",
  description: "The offer is for others (不符合条件).",
  interfaces: [UserError],
  fields: (t) => ({
    reason: t.expose("reason", { type: Eligibility, description: "What is lacking (不符合的条件)." }),
  }),
});
builder.objectType(LimitReached, {
  name: "LimitReached",
  description: "One's share is taken (已达限领数量).",
  interfaces: [UserError],
  fields: (t) => ({
    limit: t.exposeInt("limit", { description: "Coupons for one person at most (每人限领)." }),
  }),
});
builder.objectType(DailyLimitReached, {
  name: "DailyLimitReached",
  description: "All of this day are taken; tomorrow there are more (今日已领完).",
  interfaces: [UserError],
  fields: (t) => ({
    limit: t.exposeInt("limit", { description: "Coupons of a day, for all together (每日限量)." }),
  }),
});

builder.mutationField("claimCoupon", (t) =>
  t.errorUnionField({
    description: "Claims a coupon; the same key gives the same coupon (领取优惠券).",
    types: [
      Coupon,
      NotSignedIn,
      InvalidInput,
      NotFound,
      ConsentRequired,
      OfferNotLive,
      MerchantNotActive,
      NotEligible,
      LimitReached,
      SoldOut,
      DailyLimitReached,
      IdempotencyKeyReused,
      Busy,
    ],
    union: { name: "ClaimCouponResult", description: "The coupon, or why not (结果)." },
    args: {
      offerId: t.arg.id({ required: true, description: "The offer's id (优惠编号)." }),
      idempotencyKey: t.arg.string({
        required: true,
        description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
      }),
    },
    resolve: (_root, args, context) => claimCoupon(context, args),
  }),
);
