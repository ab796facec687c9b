import { IdempotencyKeyReused, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { entity } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { Merchant } from "../merchants/merchant.graphql.ts";
import { approveOffer, createOffer, rejectOffer, submitOffer } from "./offer.actions.ts";
import { MerchantNotActive, OfferNotSubmittable, OwnSubmission, WrongOfferState } from "./offer.errors.ts";
import { OfferBenefit, OfferBenefitInput, OfferKindType } from "./offer-benefit.graphql.ts";
import { benefitOf } from "./offer-benefit.rules.ts";
import { offerState, type offerStates, visibleTo } from "./offer.rules.ts";
import { UsableTimes, UsableTimesInput } from "./usable-times.graphql.ts";

const OfferState = builder.enumType("OfferState", {
  description: "Where an offer stands in its life (优惠状态).",
  values: {
    DRAFT: { description: "Being written (草稿)." },
    SUBMITTED: { description: "Handed in for review (待审核)." },
    REJECTED: { description: "Sent back with a reason (已驳回)." },
    APPROVED: { description: "Passed review (已通过)." },
    PAUSED: { description: "Paused (已暂停)." },
    TERMINATED: { description: "Ended before its time (已终止)." },
    SCHEDULED: { description: "Passed review, claiming has not begun (待开始)." },
    LIVE: { description: "Can be claimed (领取中)." },
    ENDED: { description: "Claiming is over, or all are taken (已结束)." },
  } satisfies Record<(typeof offerStates)[number], object>,
});

export const Offer = builder.drizzleObject("offers", {
  name: "Offer",
  description: "A discount of a merchant for people of certain places (优惠).",
  isTypeOf: (value) => value instanceof Object && "createdBy" in value,
  select: { columns: { id: true, createdBy: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    kind: t.expose("kind", { type: OfferKindType, description: "Its kind (类型)." }),
    benefit: t.field({
      type: OfferBenefit,
      description: "What it gives, by its kind (优惠内容).",
      select: {
        columns: {
          kind: true,
          items: true,
          priceFen: true,
          worthFen: true,
          percentOff: true,
          capFen: true,
          offFen: true,
          minimumSpendFen: true,
        },
      },
      resolve: benefitOf,
    }),
    title: t.exposeString("title", { description: "Its title (标题)." }),
    terms: t.exposeString("terms", { description: "What it holds and under which conditions (使用规则)." }),
    pictures: t.exposeStringList("pictures", {
      description: "Where its pictures are kept, in order (图片).",
    }),
    stock: t.exposeInt("stock", { description: "Coupons in all (总量)." }),
    remaining: t.int({
      description: "Coupons that can still be claimed (剩余).",
      select: { with: { totals: true } },
      resolve: ({ totals }) => totals.remaining,
    }),
    limitPerPerson: t.exposeInt("limitPerPerson", {
      description: "Coupons for one person at most (每人限领).",
    }),
    dailyLimit: t.exposeInt("dailyLimit", {
      nullable: true,
      description: "Coupons that all people together may claim in a day at most; null: no limit (每日限量).",
    }),
    budgetFen: t.expose("budgetFen", {
      type: "Fen",
      nullable: true,
      description: "What all coupons together may save at most; null: no limit (预算).",
    }),
    minAge: t.exposeInt("minAge", {
      nullable: true,
      description: "Full years that a claimant has at least, 14 in any case (最小年龄).",
    }),
    maxAge: t.exposeInt("maxAge", {
      nullable: true,
      description: "Full years that a claimant has at most (最大年龄).",
    }),
    minVolunteerHours: t.exposeInt("minVolunteerHours", {
      nullable: true,
      description: "Certified volunteer hours that a claimant has at least; none are spent (志愿时长要求).",
    }),
    claimFrom: t.expose("claimFrom", { type: "DateTime", description: "Claiming begins (领取开始)." }),
    claimUntil: t.expose("claimUntil", {
      type: "DateTime",
      description: "Claiming ends before this (领取截止).",
    }),
    useFrom: t.expose("useFrom", { type: "DateTime", description: "Using begins (使用开始)." }),
    useUntil: t.expose("useUntil", { type: "DateTime", description: "Using ends before this (使用截止)." }),
    usableTimes: t.field({
      type: UsableTimes,
      description: "On which days and hours its coupons can be used (可用时段).",
      select: { columns: { usableDays: true, usableFromMinute: true, usableUntilMinute: true } },
      resolve: (offer) => offer,
    }),
    version: t.exposeInt("version", {
      description: "Grows with each edit; whoever edits says which version that is of (版本).",
    }),
    state: t.field({
      type: OfferState,
      description: "Where it stands, by review, clock and stock (状态).",
      select: {
        columns: { state: true, claimFrom: true, claimUntil: true },
        with: { merchant: { columns: { state: true } }, totals: true },
      },
      resolve: ({ merchant, totals, ...offer }, _args, { now }) =>
        offerState({ ...offer, ...totals }, merchant.state, now()),
    }),
    reviewReason: t.exposeString("reviewReason", {
      nullable: true,
      description: "Why it was sent back (驳回原因).",
    }),
    merchant: t.relation("merchant", { type: Merchant, description: "Whose it is (商家)." }),
  }),
});
export const loadOffer = entity(builder, Offer, "offers", ({ viewer, now }) => visibleTo(viewer, now()));

builder.queryField("offer", (t) =>
  t.drizzleField({
    type: Offer,
    nullable: true,
    description: "An offer by its id (按编号查优惠).",
    args: { id: t.arg.id({ required: true, description: "Its id (编号)." }) },
    resolve: (query, _root, { id }, { db, viewer, now }) =>
      isUuid(id)
        ? db.query.offers.findFirst(query({ where: { AND: [{ id }, visibleTo(viewer, now())] } }))
        : null,
  }),
);

builder.objectType(WrongOfferState, {
  name: "WrongOfferState",
  description: "The offer's state does not allow this step (状态不允许).",
  interfaces: [UserError],
  fields: (t) => ({ state: t.expose("state", { type: OfferState, description: "Where it stands (状态)." }) }),
});
builder.objectType(OfferNotSubmittable, {
  name: "OfferNotSubmittable",
  description: "The offer is not fit for review (不可提交).",
  interfaces: [UserError],
});
builder.objectType(MerchantNotActive, {
  name: "MerchantNotActive",
  description: "The merchant is not active (商家未营业).",
  interfaces: [UserError],
});
builder.objectType(OwnSubmission, {
  name: "OwnSubmission",
  description: "Whoever submitted does not review (不可自审).",
  interfaces: [UserError],
});

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
builder.mutationField("submitOffer", (t) =>
  t.errorUnionField({
    description: "Hands an offer in for review (提交审核).",
    types: [Offer, NotSignedIn, NotAllowed, NotFound, WrongOfferState, OfferNotSubmittable],
    union: { name: "SubmitOfferResult", description: "The offer, or why not (结果)." },
    args: { id: t.arg.id(offerId) },
    resolve: (_root, { id }, context) => submitOffer(context, id),
  }),
);
builder.mutationField("approveOffer", (t) =>
  t.errorUnionField({
    description: "Approves an offer for the places of one's scope (审核通过).",
    types: [Offer, NotSignedIn, NotAllowed, NotFound, WrongOfferState, OwnSubmission],
    union: { name: "ApproveOfferResult", description: "The offer, or why not (结果)." },
    args: { id: t.arg.id(offerId) },
    resolve: (_root, { id }, context) => approveOffer(context, id),
  }),
);
builder.mutationField("rejectOffer", (t) =>
  t.errorUnionField({
    description: "Sends an offer back with a reason (审核驳回).",
    types: [Offer, NotSignedIn, NotAllowed, NotFound, InvalidInput, WrongOfferState, OwnSubmission],
    union: { name: "RejectOfferResult", description: "The offer, or why not (结果)." },
    args: {
      id: t.arg.id(offerId),
      reason: t.arg.string({ required: true, description: "Why, 1 to 1,000 characters (原因)." }),
    },
    resolve: (_root, { id, reason }, context) => rejectOffer(context, id, reason),
  }),
);
