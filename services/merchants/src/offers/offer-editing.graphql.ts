import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { changeOfferPictures, createOffer, editOffer } from "./offer.actions.ts";
import { MerchantNotActive, Stale, TermsFixed, WrongOfferState } from "./offer.errors.ts";
import { Offer, OfferState } from "./offer.graphql.ts";
import { OfferBenefitInput } from "./offer-benefit.graphql.ts";
import { UsableTimesInput } from "./usable-times.graphql.ts";

builder.objectType(WrongOfferState, {
  name: "WrongOfferState",
  description: "The offer's state does not allow this step (状态不允许).",
  interfaces: [UserError],
  fields: (t) => ({ state: t.expose("state", { type: OfferState, description: "Where it stands (状态)." }) }),
});
builder.objectType(Stale, {
  name: "Stale",
  description: "Somebody has edited the offer since it was read (版本已过期).",
  interfaces: [UserError],
  fields: (t) => ({ version: t.exposeInt("version", { description: "Its version now (当前版本)." }) }),
});
refusalTypes(builder, UserError, [
  [MerchantNotActive, "The merchant is not active (商家未营业)."],
  [TermsFixed, "Since it could be claimed, what the offer promises stays as it is (规则已固定)."],
]);

const OfferContentInput = builder.inputType("OfferContentInput", {
  description: "What an offer holds (优惠内容与规则).",
  fields: (t) => ({
    benefit: t.field({ type: OfferBenefitInput, required: true, description: "What it gives (优惠内容)." }),
    title: t.string({ required: true, description: "1 to 120 characters (标题)." }),
    terms: t.string({ required: true, description: "1 to 4,000 characters (使用规则)." }),
    pictures: t.stringList({
      description: "Where pictures are kept, 9 at most, 1 to 500 characters each (图片).",
    }),
    stock: t.int({ required: true, description: "1 to 1,000,000 coupons (总量)." }),
    limitPerPerson: t.int({ required: true, description: "1 to 100 (每人限领)." }),
    dailyLimit: t.int({ description: "Coupons of a day, for all together; without, no limit (每日限量)." }),
    budgetFen: t.field({
      type: "Fen",
      description: "What all coupons together may save; without, no limit (预算).",
    }),
    placeIds: t.idList({ required: true, description: "For people of these places, 1 to 50 (适用地点)." }),
    minAge: t.int({ description: "Full years, 14 at least (最小年龄)." }),
    maxAge: t.int({ description: "Full years, 14 at least (最大年龄)." }),
    minVolunteerHours: t.int({ description: "Certified volunteer hours, 1 to 10,000 (志愿时长要求)." }),
    claimFrom: t.field({ type: "DateTime", required: true, description: "Claiming begins (领取开始)." }),
    claimUntil: t.field({
      type: "DateTime",
      required: true,
      description: "Claiming ends before this (领取截止).",
    }),
    useFrom: t.field({ type: "DateTime", required: true, description: "Using begins (使用开始)." }),
    useUntil: t.field({ type: "DateTime", required: true, description: "Not before claimUntil (使用截止)." }),
    usableTimes: t.field({
      type: UsableTimesInput,
      description: "Days and hours of use; without, always (可用时段).",
    }),
  }),
});

const offerId = { required: true, description: "The offer's id (优惠编号)." } as const;
const version = { required: true, description: "The version that was read (所读版本)." } as const;

builder.mutationField("createOffer", (t) =>
  t.errorUnionField({
    description: "Writes a draft of an offer (新建优惠).",
    types: [Offer, NotSignedIn, NotAllowed, InvalidInput, MerchantNotActive, IdempotencyKeyReused],
    union: { name: "CreateOfferResult", description: "The draft, or why not (结果)." },
    args: {
      merchantId: t.arg.id({ required: true, description: "Whose it is (商家编号)." }),
      content: t.arg({ type: OfferContentInput, required: true, description: "What it holds (优惠内容)." }),
      idempotencyKey: t.arg.string({
        required: true,
        description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
      }),
    },
    resolve: (_root, args, context) => createOffer(context, args),
  }),
);
builder.mutationField("editOffer", (t) =>
  t.errorUnionField({
    description: "Writes an offer anew, as a draft, until it can be claimed (修改优惠).",
    types: [
      Offer,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      MerchantNotActive,
      Stale,
      TermsFixed,
      WrongOfferState,
    ],
    union: { name: "EditOfferResult", description: "The draft, or why not (结果)." },
    args: {
      id: t.arg.id(offerId),
      version: t.arg.int(version),
      content: t.arg({ type: OfferContentInput, required: true, description: "All of it (优惠内容)." }),
    },
    resolve: (_root, args, context) => editOffer(context, args),
  }),
);
builder.mutationField("changeOfferPictures", (t) =>
  t.errorUnionField({
    description: "Changes the pictures of an offer that passed review (更换图片).",
    types: [
      Offer,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      MerchantNotActive,
      Stale,
      WrongOfferState,
    ],
    union: { name: "ChangeOfferPicturesResult", description: "The offer, or why not (结果)." },
    args: {
      id: t.arg.id(offerId),
      version: t.arg.int(version),
      pictures: t.arg.stringList({
        required: true,
        description: "Where they are kept, 9 at most, 1 to 500 characters each (图片).",
      }),
    },
    resolve: (_root, args, context) => changeOfferPictures(context, args),
  }),
);
