import { dateIn, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { Coupon } from "../coupons/coupon.graphql.ts";
import { OwnMerchant } from "../merchants/merchant.errors.ts";
import { Merchant, Outlet } from "../merchants/merchant.graphql.ts";
import { Offer } from "../offers/offer.graphql.ts";
import { answerRating, hideRating, rateCoupon } from "./rating.actions.ts";
import { AlreadyRated, NotRedeemed, RatingHidden, RatingTooLate } from "./rating.errors.ts";
import { type RatingSummary as Summary, summaryOf } from "./rating.rules.ts";

const Rating = builder.drizzleObject("ratings", {
  name: "Rating",
  description: "What somebody says of a redemption; who that is, it does not say (评价).",
  isTypeOf: (value) => value instanceof Object && "stars" in value,
  select: { columns: { id: true, stars: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    stars: t.exposeInt("stars", { description: "1 to 5 (星级)." }),
    text: t.exposeString("text", { nullable: true, description: "Words with it, if any (评价内容)." }),
    // The hour would tell who stood at the till.
    ratedOn: t.field({
      type: "Date",
      description: "The day on which it was given (评价日期).",
      select: { columns: { ratedAt: true } },
      resolve: ({ ratedAt }) => dateIn(ratedAt),
    }),
    answer: t.exposeString("answer", {
      nullable: true,
      description: "What the merchant says to it (商家回复).",
    }),
    answeredAt: t.expose("answeredAt", {
      type: "DateTime",
      nullable: true,
      description: "When it said so last (回复时间).",
    }),
    hiddenReason: t.exposeString("hiddenReason", {
      nullable: true,
      description: "Why it is hidden from all but its writer; null while it is not (隐藏原因).",
    }),
    offer: t.relation("offer", { type: Offer, description: "Of which offer a coupon was redeemed (优惠)." }),
    outlet: t.relation("outlet", { type: Outlet, description: "Where (门店)." }),
  }),
});

const RatingSummary = builder.objectRef<Summary>("RatingSummary").implement({
  description: "What ratings come to (评分).",
  fields: (t) => ({
    count: t.exposeInt("count", { description: "How many there are (评价数)." }),
    average: t.exposeFloat("average", {
      nullable: true,
      description: "Stars on average, to one decimal; null without any (平均星级).",
    }),
  }),
});

const description = "What was said of what was redeemed there, the newest first (评价).";
const newestFirst = {
  where: { hiddenAt: { isNull: true as const } },
  orderBy: { ratedAt: "desc" as const, id: "desc" as const },
};
const ratings = { type: Rating, description, totalCount: true, query: newestFirst } as const;
const summary = {
  type: RatingSummary,
  description: "What its ratings come to (评分).",
  select: { columns: { id: true }, with: { ratingTotals: true } },
} as const;

builder.drizzleObjectFields(Merchant, (t) => ({
  ratings: t.relatedConnection("ratings", ratings),
  rating: t.field({ ...summary, resolve: ({ ratingTotals }) => summaryOf(ratingTotals) }),
}));
builder.drizzleObjectFields(Offer, (t) => ({
  ratings: t.relatedConnection("ratings", ratings),
  rating: t.field({ ...summary, resolve: ({ ratingTotals }) => summaryOf(ratingTotals) }),
}));
builder.drizzleObjectFields(Outlet, (t) => ({
  ratings: t.relatedConnection("ratings", ratings),
  rating: t.field({ ...summary, resolve: ({ ratingTotals }) => summaryOf(ratingTotals) }),
}));
builder.drizzleObjectField(Coupon, "rating", (t) =>
  t.field({
    type: Rating,
    nullable: true,
    description: "What its holder said of its redemption, to its holder alone; null before (我的评价).",
    select: (_args, _context, nested) => ({
      columns: { id: true },
      with: { standing: { columns: { id: true }, with: { rating: nested() } } },
    }),
    // The till's list leads to coupons: beside staff, device and instant it would say whose words these are.
    resolve: ({ holderId, standing }, _args, { viewer }) =>
      viewer?.person === holderId ? (standing?.rating ?? null) : null,
  }),
);

refusalTypes(builder, UserError, [
  [NotRedeemed, "The coupon was not redeemed (未核销)."],
  [AlreadyRated, "A redemption is rated once (已评价)."],
  [RatingHidden, "The rating is hidden (评价已隐藏)."],
]);
builder.objectType(RatingTooLate, {
  name: "RatingTooLate",
  description: "The time for rating is over (已过评价期).",
  interfaces: [UserError],
  fields: (t) => ({
    until: t.expose("until", { type: "DateTime", description: "It could be rated before this (评价截止)." }),
  }),
});

const RateCouponInput = builder.inputType("RateCouponInput", {
  description: "What somebody says of a redemption (评价).",
  fields: (t) => ({
    couponId: t.id({ required: true, description: "One's own coupon, which was redeemed (券)." }),
    stars: t.int({ required: true, description: "1 to 5 (星级)." }),
    text: t.string({ description: "Up to 500 characters (评价内容)." }),
  }),
});
const ratingId = { required: true, description: "The rating's id (评价编号)." } as const;

builder.mutationFields((t) => ({
  rateCoupon: t.errorUnionField({
    description: "Rates what one has redeemed, once, within 30 days; the same again gives the same (评价).",
    types: [
      Rating,
      NotSignedIn,
      NotFound,
      InvalidInput,
      OwnMerchant,
      NotRedeemed,
      RatingTooLate,
      AlreadyRated,
    ],
    union: { name: "RateCouponResult", description: "The rating, or why not (结果)." },
    args: { input: t.arg({ type: RateCouponInput, required: true, description: "The rating (评价)." }) },
    resolve: (_root, { input }, context) => rateCoupon(context, input),
  }),
  answerRating: t.errorUnionField({
    description:
      "Answers a rating, by the merchant's owner; a later answer takes the place of the one before (回复评价).",
    types: [Rating, NotSignedIn, NotAllowed, NotFound, InvalidInput, RatingHidden],
    union: { name: "AnswerRatingResult", description: "The rating, or why not (结果)." },
    args: {
      id: t.arg.id(ratingId),
      answer: t.arg.string({ required: true, description: "1 to 500 characters (回复)." }),
    },
    resolve: (_root, { id, answer }, context) => answerRating(context, id, answer),
  }),
  hideRating: t.errorUnionField({
    description:
      "Hides an abusive rating with a reason, by who reviews the offer, or the platform (隐藏评价).",
    types: [Rating, NotSignedIn, NotAllowed, NotFound, InvalidInput, OwnMerchant, RatingHidden],
    union: { name: "HideRatingResult", description: "The rating, or why not (结果)." },
    args: {
      id: t.arg.id(ratingId),
      reason: t.arg.string({ required: true, description: "Why, 1 to 1,000 characters (原因)." }),
    },
    resolve: (_root, { id, reason }, context) => hideRating(context, id, reason),
  }),
}));
